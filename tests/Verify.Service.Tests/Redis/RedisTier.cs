using System.Text;
using Verify.Adapters.Redis;
using Verify.Domain;
using Verify.Dossiers;

namespace Verify.Service.Tests.Redis;

/// <summary>The tier of one registry as its tests use it; values are words.</summary>
internal sealed class RedisTier : IAsyncDisposable
{
    /// <summary>Longer than anything here should take, so that a test fails rather than hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>A limit that only a Redis in trouble exceeds, on however busy a machine.</summary>
    public const int GenerousMs = 1_000;

    public static readonly SubjectKey Subject = new("U:911101080000000000");

    private RedisTier(RedisOptions options, Guid registry, TimeProvider clock) => Dossiers = RedisDossiers.Open(options, registry, clock);

    public RedisDossiers Dossiers { get; }

    public RedisState State => Dossiers.State;

    /// <summary>Opens the tier and waits for nothing.</summary>
    public static RedisTier Open(string configuration, Guid? registry = null, TimeProvider? clock = null, Action<RedisOptions>? set = null)
    {
        var options = new RedisOptions { Configuration = configuration, TimeoutMs = GenerousMs };
        set?.Invoke(options);
        Assert.Empty(options.Faults());
        return new RedisTier(options, registry ?? Guid.NewGuid(), clock ?? TimeProvider.System);
    }

    /// <summary>Opens the tier and waits until it is connected.</summary>
    public static async Task<RedisTier> ConnectAsync(
        string configuration, Guid? registry = null, TimeProvider? clock = null, Action<RedisOptions>? set = null)
    {
        var tier = Open(configuration, registry, clock, set);
        await UntilAsync(() => tier.State.IsConnected);
        return tier;
    }

    /// <summary>What is found of a subject: the word and how far it is vouched for.</summary>
    public async Task<(string? Word, long ProvenTo)> ReadAsync(SubjectKey? key = null) => (await ReadAllAsync(key ?? Subject))[0];

    public async Task<(string? Word, long ProvenTo)[]> ReadAllAsync(params SubjectKey[] keys) =>
        [.. (await Dossiers.ReadAsync(keys, TestContext.Current.CancellationToken)).Select(Words)];

    /// <summary>Offers a word and waits until Redis has taken or refused it.</summary>
    public async Task FillAsync(string word, long revision, SubjectKey? key = null)
    {
        var before = Decided();
        Dossiers.Offer(key ?? Subject, Encoding.UTF8.GetBytes(word), revision);
        await UntilAsync(() => Decided() > before);

        long Decided() => State.Fills + State.RefusedFills + State.Errors + State.Timeouts + State.Unasked;
    }

    public async Task AdvanceAsync(long from, long to, params SubjectKey[] changed) =>
        await Dossiers.AdvanceAsync(from, to, changed, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Dossiers.DisposeAsync();

    /// <summary>Asks again and again until it is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (!await isSo())
            await Task.Delay(1, patience.Token);
    }

    public static Task UntilAsync(Func<bool> isSo) => UntilAsync(() => Task.FromResult(isSo()));

    private static (string? Word, long ProvenTo) Words(SharedDossier dossier) =>
        (dossier.Value.IsEmpty ? null : Encoding.UTF8.GetString(dossier.Value.Span), dossier.ProvenTo);
}
