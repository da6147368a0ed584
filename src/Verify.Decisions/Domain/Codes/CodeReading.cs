namespace Verify.Domain;

/// <summary>What became of a text that was given as a code.</summary>
/// <param name="Code">The canonical code when <see cref="IsValid"/> or <see cref="PilotCandidate"/>; otherwise <c>default</c>.</param>
/// <param name="Fault">Why the code is refused; null when it is valid.</param>
/// <param name="PilotCandidate">
/// The outer check of a unified social credit code fails while the organisation code inside it passes: the mark of some legal codes
/// of the pilot years. Such a code may be accepted, with the warning PILOT_NONCONFORMING, only if the base registry holds it; if it
/// does not, <paramref name="Fault"/> stands.
/// </param>
public readonly record struct CodeReading(SubjectCode Code, CodeFault? Fault = null, bool PilotCandidate = false)
{
    /// <summary>Whether the code keeps every rule of its standard.</summary>
    public bool IsValid => Fault is null && Code.Value is not null;
}
