using Verify.Audit.Journal;
using Verify.Hosting;

namespace Verify.Service.Tests.Journals;

/// <summary>Section <c>Verify:Register</c>.</summary>
public sealed class RegisterOptionsTests
{
    [Fact]
    public void The_defaults_are_sound() => Assert.Empty(new RegisterOptions().Faults());

    [Fact]
    public void Everything_wrong_is_said_at_once_with_its_path()
    {
        var options = new VerifyOptions
        {
            Register = { Fsync = "never", IntervalMs = 0, SegmentMiB = 2, MaxMiB = 1, ShipMs = 0, QueueMax = 0, AdoptMs = 0 },
        };

        Assert.Equal(
            ["Fsync", "IntervalMs", "MaxMiB", "ShipMs", "QueueMax", "AdoptMs"],
            options.Faults().Where(static fault => fault.StartsWith("Verify:Register:", StringComparison.Ordinal)).Select(static fault => fault.Split(':')[2]));
    }
}
