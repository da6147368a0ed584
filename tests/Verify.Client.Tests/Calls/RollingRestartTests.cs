using System.Collections.Concurrent;
using System.Diagnostics;
using Verify.Client.Tests.Running;
using Verify.V1;

namespace Verify.Client.Tests.Calls;

public sealed class RollingRestartTests(ITestOutputHelper output)
{
    private const int Callers = 16;

    [Fact]
    public async Task Two_instances_are_restarted_one_after_the_other_and_no_call_fails()
    {
        using var data = new DataFolder();
        var instances = new[] { await ServiceProcess.StartAsync(data.Path), await ServiceProcess.StartAsync(data.Path) };
        try
        {
            using var verify = VerifyClient.Connect(string.Join(',', instances.Select(static one => one.Address)));
            using var load = new Load(verify);
            for (var i = 0; i < instances.Length; i++)
            {
                var port = instances[i].Port;
                await load.CompleteAsync(500);
                Assert.Equal(0, await instances[i].StopAsync());
                await load.CompleteAsync(500);
                instances[i] = await ServiceProcess.StartAsync(data.Path, port);
            }

            await load.CompleteAsync(500);
            await load.StopAsync();
            output.WriteLine(load.ToString());
            Assert.Empty(load.Failures);
        }
        finally
        {
            foreach (var instance in instances)
                await instance.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_instance_is_killed_in_the_middle_of_calls_and_no_call_fails()
    {
        using var data = new DataFolder();
        await using var first = await ServiceProcess.StartAsync(data.Path);
        await using var second = await ServiceProcess.StartAsync(data.Path);
        using var verify = VerifyClient.Connect($"{first.Address},{second.Address}");
        using var load = new Load(verify);
        await load.CompleteAsync(500);
        await first.KillAsync();
        await load.CompleteAsync(500);
        await load.StopAsync();
        output.WriteLine(load.ToString());
        Assert.Empty(load.Failures);
    }

    [Fact]
    public void Only_an_answer_that_is_undetermined_for_want_of_proof_is_taken_for_one_of_a_starved_machine()
    {
        Assert.True(Load.IsUnproven(Answer(Disposition.Undetermined, firm: false, ReasonCode.FreshnessUnproven)));
        Assert.False(Load.IsUnproven(Answer(Disposition.Undetermined, firm: true, ReasonCode.FreshnessUnproven)));
        Assert.False(Load.IsUnproven(Answer(Disposition.Undetermined, firm: false, ReasonCode.SourceStale)));
        Assert.False(Load.IsUnproven(Answer(Disposition.Undetermined, firm: false, ReasonCode.FreshnessUnproven, ReasonCode.SourceStale)));
        Assert.False(Load.IsUnproven(Answer(Disposition.Normal, firm: false)));

        static CheckResponse Answer(Disposition disposition, bool firm, params ReasonCode[] reasons) => new()
        {
            Disposition = disposition,
            Freshness = new Freshness { Firm = firm },
            Reasons = { reasons.Select(static code => new Reason { Code = code }) },
        };
    }

    /// <summary>Callers that ask one question after the other, until they are stopped.</summary>
    private sealed class Load : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task[] _callers;
        private readonly Lock _lock = new();
        private readonly Stopwatch _running = Stopwatch.StartNew();
        private readonly List<(long At, TaskCompletionSource Reached)> _waiting = [];
        private long _answered;
        private long _unproven;
        private double _slowestMs;

        public Load(VerifyClient verify) => _callers = [.. Enumerable.Range(0, Callers).Select(_ => Task.Run(() => AskAsync(verify)))];

        public ConcurrentQueue<string> Failures { get; } = [];

        /// <summary>
        /// Whether an answer is the one that promise 3 of freshness asks for where the machine was too slow to prove within the lease that a
        /// record, even a good one, still stands: that the officer must look, for this reason alone, and nothing of the record.
        /// </summary>
        public static bool IsUnproven(CheckResponse answer) =>
            answer is { Disposition: Disposition.Undetermined, Freshness.Firm: false, Reasons: [{ Code: ReasonCode.FreshnessUnproven }], Entries.Count: 0 };

        public override string ToString() =>
            $"{_answered} checks answered, {_unproven} of them unproven within the lease, {Failures.Count} failed, slowest {_slowestMs:F0} ms";

        /// <summary>Waits until so many more calls have ended.</summary>
        public Task CompleteAsync(int calls)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_lock)
                _waiting.Add((_answered + calls, reached));
            return reached.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        }

        public async Task StopAsync()
        {
            await _stop.CancelAsync();
            await Task.WhenAll(_callers);
        }

        public void Dispose() => _stop.Cancel();

        private async Task AskAsync(VerifyClient verify)
        {
            while (!_stop.IsCancellationRequested)
            {
                var start = _running.Elapsed;
                try
                {
                    var answer = await verify.CheckAsync(Questions.About(Questions.Trusted), CancellationToken.None);
                    if (IsUnproven(answer))
                        Interlocked.Increment(ref _unproven);
                    else if (answer.Disposition != Disposition.Facilitate)
                        Failures.Enqueue($"{answer.Disposition}: {string.Join(", ", answer.Reasons.Select(static reason => reason.Code))}");
                }
                catch (Exception exception)
                {
                    Failures.Enqueue(exception.ToString());
                }

                Ended((_running.Elapsed - start).TotalMilliseconds);
            }
        }

        private void Ended(double tookMs)
        {
            lock (_lock)
            {
                _answered++;
                _slowestMs = Math.Max(_slowestMs, tookMs);
                foreach (var (_, reached) in _waiting.Where(one => one.At <= _answered))
                    reached.TrySetResult();
                _waiting.RemoveAll(one => one.At <= _answered);
            }
        }
    }
}
