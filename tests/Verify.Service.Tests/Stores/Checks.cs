using Verify.Audit;
using Verify.Domain;

namespace Verify.Tests.Stores;

/// <summary>Records for the register of queries.</summary>
public static class Checks
{
    public static CheckRecord Of(string requestId, string caller = "caller-1", byte answer = 1, string refusal = "", SubjectKey? subject = null) => new(
        Guid.CreateVersion7(),
        requestId,
        [answer, 0xD1],
        caller,
        "520523RS",
        "op-1",
        subject ?? Drafts.KeyOfA,
        "LIC",
        "2026-0615-1",
        2,
        "520523",
        Drafts.OccurredAt.AddTicks(7),
        Drafts.OccurredAt,
        42,
        "catalogue-1",
        3,
        refusal,
        refusal.Length == 0 ? new byte[] { answer, answer } : ReadOnlyMemory<byte>.Empty,
        [new Notice("RED_CONFLICT", "E-1"), new Notice("MINOR_PROTECTED", "E-2")]);
}
