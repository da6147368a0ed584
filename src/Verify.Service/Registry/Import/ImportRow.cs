using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>One fact read from a line of a file, not yet keyed, sealed or admitted: that is the sink's.</summary>
/// <param name="Line">Line of the file on which the row begins, the heading being line 1; 0 for the heartbeat of the source.</param>
/// <param name="RequestId">Follows from the content, so that importing the same content again is the same request.</param>
/// <param name="RequestDigest">SHA-256 of the content; persons stand in it as keys.</param>
/// <param name="Subject">Whom it is about; null for a heartbeat, whose key is <see cref="SubjectKey.OfSource"/>.</param>
/// <param name="MustBeRegistered">
/// The code is a pilot candidate (<see cref="CodeReading.PilotCandidate"/>): admit it only if the base registry holds it.
/// </param>
/// <param name="OccurredAt">When the fact took effect.</param>
/// <param name="DocumentNumber">文书号; may be empty.</param>
/// <param name="Fact">The fact; persons in it stand as keys.</param>
/// <param name="Named">The codes behind the keys in <paramref name="Fact"/>, whose identities are to be kept.</param>
public sealed record ImportRow(
    int Line,
    string RequestId,
    byte[] RequestDigest,
    SubjectCode? Subject,
    bool MustBeRegistered,
    DateTimeOffset OccurredAt,
    string DocumentNumber,
    Fact Fact,
    ImmutableArray<SubjectCode> Named);

/// <summary>What became of an <see cref="ImportRow"/>.</summary>
public abstract record RowOutcome
{
    /// <summary>Recorded now.</summary>
    public static readonly RowOutcome Recorded = new Admitted(Repeated: false);

    /// <summary>On record already, from the same content.</summary>
    public static readonly RowOutcome AlreadyThere = new Admitted(Repeated: true);

    /// <summary>On record.</summary>
    /// <param name="Repeated">By an earlier import of the same content.</param>
    public sealed record Admitted(bool Repeated) : RowOutcome;

    /// <summary>Not admitted.</summary>
    /// <param name="Reasons">Every reason, without any person's number.</param>
    public sealed record Refused(ImmutableArray<LocalText> Reasons) : RowOutcome;
}

/// <summary>
/// Takes a batch of facts into the registry. The facts of one line come in one batch, in order, and later ones build on earlier ones.
/// </summary>
/// <returns>One outcome per row, in order.</returns>
public delegate Task<IReadOnlyList<RowOutcome>> ImportSink(IReadOnlyList<ImportRow> rows, CancellationToken cancellation);
