using Verify.Domain;

namespace Verify.Tests.Worlds;

internal static class Recorded
{
    /// <summary>A fact not yet numbered; <see cref="Party.Facts"/> numbers them in the order in which they are told.</summary>
    public static RecordedFact At(SubjectKey subject, DateTimeOffset at, Fact fact) =>
        new(0, subject, at, at, new Recorder("PERMITS", "officer"), "", fact);
}
