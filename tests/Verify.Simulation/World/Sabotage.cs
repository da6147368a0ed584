namespace Verify.Simulation;

/// <summary>What is broken on purpose, to prove that a run can tell.</summary>
internal enum Sabotage
{
    Nothing,
    /// <summary>Answers rest on whatever is kept and lifts are acknowledged at once (<c>UnsafeNoLease</c>).</summary>
    NoLease,
    /// <summary>Nobody looks again before an answer leaves.</summary>
    NoSecondLook,
    /// <summary>A lift is acknowledged after its commit without waiting for anybody.</summary>
    NoWaiting,
    /// <summary>Redis keeps a value although it has been told of changes since it was read.</summary>
    FillAnything,
    /// <summary>Redis moves a marker and forgets nobody.</summary>
    ForgetNobody,
    /// <summary>Redis moves a marker over changes that it was not told of.</summary>
    AdvanceOverGaps,
    /// <summary>The roll forgets whom it was told of.</summary>
    ForgetfulRoll,
}
