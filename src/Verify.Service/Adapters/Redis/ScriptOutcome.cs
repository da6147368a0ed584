namespace Verify.Adapters.Redis;

/// <summary>What became of a script, as the number that it gives.</summary>
internal enum ScriptOutcome
{
    /// <summary>Nothing was written: the marker is beyond it already.</summary>
    Behind = 0,

    /// <summary>Written under the generation that there is.</summary>
    Done = 1,

    /// <summary>Written, as the beginning of a generation.</summary>
    Begun = 2,
}
