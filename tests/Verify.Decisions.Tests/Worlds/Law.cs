using FsCheck;
using FsCheck.Fluent;

namespace Verify.Tests.Worlds;

/// <summary>Holds a law over many random worlds and, where it breaks, shows the smallest world found in which it does.</summary>
internal static class Law
{
    private const int Worlds = 2_000;

    // The same worlds on every run; another seed may be given to look further.
    private static readonly ulong Seed =
        ulong.TryParse(Environment.GetEnvironmentVariable("VERIFY_SEED"), out var seed) ? seed : 20_260_615;

    /// <summary>Holds a law.</summary>
    /// <param name="law">Throws where it is broken.</param>
    public static void Holds(Action<World> law) => Holds(World.Any, law);

    public static void Holds<T>(Arbitrary<T> cases, Action<T> law) => Prop
        .ForAll(cases, law)
        .Check(Config.QuickThrowOnFailure
            .WithMaxTest(Worlds)
            .WithQuietOnSuccess(true)
            .WithReplay(new Replay(new Rnd(Seed, gamma: 1), null)));
}
