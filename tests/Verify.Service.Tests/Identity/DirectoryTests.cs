using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Verify.Callers;
using Verify.Tests.Stores;
using Verify.Tests.Transport;

namespace Verify.Service.Tests.Identity;

/// <summary>What is known of callers while the store cannot be asked.</summary>
public sealed class DirectoryTests
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(1);
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly ManualClock _clock = new();
    private readonly MovableStore _store = new();
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _log = new();

    [Fact]
    public async Task Callers_last_read_hold_for_so_long_and_no_longer_where_the_store_fails()
    {
        await using var directory = await OpenAsync();
        _store.Answer = static () => throw new InvalidOperationException("away");

        await PassAsync(TimeSpan.FromSeconds(59));
        Assert.False(directory.IsLost);
        await PassAsync(TimeSpan.FromSeconds(2));
        await UntilAsync(() => directory.IsLost);
        Assert.Single(_log, static entry => entry.Text.StartsWith("CallersLost", StringComparison.Ordinal));

        _store.Answer = () => Task.FromResult<StoredCallers?>(null);
        await UntilAsync(() => !directory.IsLost);
        Assert.Single(_log, static entry => entry.Text.StartsWith("CallersFound", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_that_hangs_is_asked_once_and_what_it_says_late_is_taken()
    {
        await using var directory = await OpenAsync();
        var late = new TaskCompletionSource<StoredCallers?>();
        var asked = 0;
        _store.Answer = () =>
        {
            asked++;
            return late.Task;
        };

        await UntilAsync(() => directory.IsLost);
        Assert.Equal(1, asked);

        late.SetResult(new StoredCallers(2, [Of("one") with { RevokedAt = _clock.Now }]));
        await UntilAsync(() => directory.Roster.Callers["one"].IsRevoked);
    }

    [Fact]
    public async Task A_caller_keeps_what_it_owes_through_every_change_of_others()
    {
        await using var directory = await OpenAsync();
        Assert.Null(directory.Roster.Callers["one"].Meter.Enter(cost: 1));
        _store.Answer = () => Task.FromResult<StoredCallers?>(new StoredCallers(2, [Of("one"), Of("two")]));
        await UntilAsync(() => directory.Count == 2);

        Assert.Equal("outstanding_calls", directory.Roster.Callers["one"].Meter.Enter(cost: 1)!.Metadata[0].Value);
        Assert.Null(directory.Roster.Callers["two"].Meter.Enter(cost: 1));
    }

    [Fact]
    public async Task The_log_hears_how_many_strangers_came_and_not_of_each()
    {
        await using var directory = await OpenAsync();
        for (var i = 0; i < 1000; i++)
            directory.CountStranger();

        await UntilAsync(() => !_log.IsEmpty);
        await PassAsync(TimeSpan.FromSeconds(30));

        Assert.Equal("StrangersRefused: Refused 1000 calls of unknown callers. ", Assert.Single(_log).Text);
    }

    private async Task<CallerDirectory> OpenAsync()
    {
        using var loggers = new LoggerFactory([new QueueLoggerProvider(_log)]);
        var directory = await CallerDirectory.OpenAsync(
            _store, new CallerOptions { HoldSeconds = 60 }, Poll, Attempt, _clock, loggers.CreateLogger("callers"), Stop);
        directory.Start();
        await UntilAsync(() => _store.Asked > 1);
        return directory;
    }

    /// <summary>Lets time pass, in steps in which the directory may ask or give up.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        for (var end = _clock.Now + time; _clock.Now < end; await Task.Yield())
            _clock.Now += Poll;
    }

    /// <summary>Lets time pass until something is so.</summary>
    private async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
            await PassAsync(Poll);
    }

    private static StoredCaller Of(string id) => new()
    {
        Id = id, Credential = Credential.OfToken(id), Scopes = ["check"], Share = new Share(0, 1), CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private sealed class MovableStore : ICallerStore
    {
        public int Asked { get; private set; }

        public Func<Task<StoredCallers?>> Answer { get; set; } = static () => Task.FromResult<StoredCallers?>(new StoredCallers(1, [Of("one")]));

        public Task<StoredCallers?> ReadAsync(long known, CancellationToken cancellation)
        {
            Asked++;
            return Answer();
        }

        public Task<bool> AddAsync(StoredCaller caller, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
