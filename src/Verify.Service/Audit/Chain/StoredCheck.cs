namespace Verify.Audit.Chain;

/// <summary>A check as it is found in the store.</summary>
/// <param name="Sequence">Its number among all checks, from 1, without gaps when it was given.</param>
/// <param name="CheckId">Its id, as far as it can be read.</param>
/// <param name="Record">Everything that is stored of it; null where that cannot be what was written.</param>
/// <param name="Fault">Why it cannot; empty where there is a record.</param>
public sealed record StoredCheck(long Sequence, string CheckId, CheckRecord? Record, string Fault);
