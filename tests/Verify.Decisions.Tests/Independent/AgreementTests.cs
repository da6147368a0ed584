using System.Globalization;
using Verify.Tests.Worlds;

namespace Verify.Tests.Independent;

public class AgreementTests
{
    /// <summary>Worlds looked at; VERIFY_WORLDS asks for more.</summary>
    private static readonly int Worlds =
        int.Parse(Environment.GetEnvironmentVariable("VERIFY_WORLDS") ?? "20000", CultureInfo.InvariantCulture);

    [Fact]
    public void Two_evaluators_written_apart_agree_on_every_world() => Parallel.For(0, Worlds, static seed =>
    {
        var world = WorldSampler.Draw(seed);
        var engine = Verdict.Of(world.Decide()).ToString();
        var naive = NaiveEvaluator.Judge(world).ToString();
        if (engine != naive)
            Assert.Fail($"seed {seed}{world}\n\nthe engine says\n{engine}\n\nthe text says\n{naive}");
    });
}
