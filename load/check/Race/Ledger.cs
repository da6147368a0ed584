namespace Verify.Load.Check.Race;

/// <summary>How far a subject has come in its round of listings and lifts. A round has four steps, and a number counts them all.</summary>
internal static class Step
{
    public const int Clear = 0;
    public const int Listing = 1;
    public const int Listed = 2;
    public const int Lifting = 3;
    public const int PerRound = 4;

    public static int Of(long steps) => (int)(steps % PerRound);
}

/// <summary>What the writer of a race has asked for and what was acknowledged, for the checkers to hold answers against.</summary>
/// <param name="count">Subjects in the race.</param>
internal sealed class Ledger(int count)
{
    // A firm answer may be as old as the lease; a listing that is not seen by then is missing.
    private const long SeenWithinNs = 1_000_000_000;

    private readonly long[] _steps = new long[count];
    private readonly long[] _since = new long[count];
    private readonly bool[] _mayShow = new bool[count];

    public int Count => count;

    /// <summary>Steps that a subject has taken so far.</summary>
    public long StepsOf(int subject) => _steps[subject];

    /// <summary>The subject takes its next step.</summary>
    public void Advance(int subject, long now)
    {
        _steps[subject]++;
        _since[subject] = now;
    }

    /// <summary>How things stand with a subject, for <see cref="FaultOf"/> to compare with later.</summary>
    public long NoteOf(int subject) => (_steps[subject] * 2) + (_mayShow[subject] ? 1 : 0);

    /// <summary>Whether an entry may still be shown, without weight, as one under objection is.</summary>
    public void MayShow(int subject, bool shown) => _mayShow[subject] = shown;

    /// <summary>
    /// What is wrong with an answer, given how things stood when the check was sent and how they stand now: between the two the answer
    /// may be of any moment. Null where nothing is.
    /// </summary>
    public string? FaultOf(int subject, long noteThen, long now, bool adverse, bool shown)
    {
        if (noteThen / 2 != _steps[subject])
            return null;
        return Step.Of(_steps[subject]) switch
        {
            Step.Clear when adverse => Stale,
            Step.Clear when shown && noteThen % 2 == 0 => Stale,
            Step.Listed when !adverse && now - _since[subject] > SeenWithinNs => "clean a second after the listing was acknowledged",
            _ => null,
        };
    }

    /// <summary>What <see cref="FaultOf"/> says of an answer from before an acknowledged lift.</summary>
    public const string Stale = "adverse after the lift was acknowledged";
}
