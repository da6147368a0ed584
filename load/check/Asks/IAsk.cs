using Verify.Load.Check.Answers;
using Verify.Load.Check.Wire;

namespace Verify.Load.Check.Asks;

/// <summary>What calls of a flow ask, and what a right answer to them is.</summary>
internal interface IAsk
{
    /// <summary>Most subjects that one call names.</summary>
    int SubjectsPerCall { get; }

    /// <summary>The header block of a call to this server.</summary>
    byte[] HeadersFor(string authority);

    /// <summary>Chooses what a new call asks; false where there is nothing to ask now.</summary>
    bool Choose(Call call);

    /// <summary>The request's body; good until the next call of this.</summary>
    ReadOnlySpan<byte> BodyOf(Call call);

    /// <summary>What the reply is worth.</summary>
    Verdict Judge(Call call);

    /// <summary>The call has ended for good and is not repeated.</summary>
    void Ended(Call call, Verdict verdict);
}
