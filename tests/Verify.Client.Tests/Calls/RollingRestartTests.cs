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
            output.WriteLine($"{load.Answered} checks answered, {load.Failures.Count} failed, slowest {load.SlowestMs:F0} ms");
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
        output.WriteLine($"{load.Answered} checks answered, {load.Failures.Count} failed, slowest {load.SlowestMs:F0} ms");
        Assert.Empty(load.Failures);
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
        private double _slowestMs;

        public Load(VerifyClient verify) => _callers = [.. Enumerable.Range(0, Callers).Select(_ => Task.Run(() => AskAsync(verify)))];

        public ConcurrentQueue<string> Failures { get; } = [];

        public long Answered => Interlocked.Read(ref _answered);

        public double SlowestMs => _slowestMs;

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
                    if (answer.Disposition != Disposition.Facilitate)
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
