using Verify.Domain;

namespace Verify.Registry;

/// <summary>That something was recorded about somebody, without what it says.</summary>
/// <param name="Revision">Its revision.</param>
/// <param name="Subject">About whom.</param>
/// <param name="Type">The stored name of the fact's type (<see cref="FactCodec.NameOf"/>).</param>
public readonly record struct RecordedChange(long Revision, SubjectKey Subject, string Type);
