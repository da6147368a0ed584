using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Verify.Audit.Journal;

/// <summary>
/// A thread that yields to all others: what is started on it, and what follows its awaits, runs when the processors have nothing better
/// to do, one piece at a time.
/// </summary>
internal sealed class QuietThread : TaskScheduler, IDisposable
{
    // A tenth of the weight of others, so that it still comes on where they never rest: it may hold a lock of the store's.
    private const int Nice = 10;

    private readonly BlockingCollection<Task> _tasks = [];
    private readonly Thread _thread;

    public QuietThread(string name)
    {
        // Linux has priorities for threads, but the runtime does not set them there.
        _thread = new Thread(Run) { IsBackground = true, Name = name, Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Starts work here; the task ends with it.</summary>
    public Task<T> StartAsync<T>(Func<Task<T>> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>Ends once nothing is left to do.</summary>
    public void Dispose()
    {
        _tasks.CompleteAdding();
        _thread.Join();
        _tasks.Dispose();
    }

    protected override void QueueTask(Task task) => _tasks.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        Thread.CurrentThread == _thread && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => _tasks.ToArray();

    private void Run()
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(which: 0, who: 0, Nice);
        foreach (var task in _tasks.GetConsumingEnumerable())
            TryExecuteTask(task);
    }

    // On Linux a thread has a priority of its own, and who = 0 is the one that calls. To take less needs no right.
    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int priority);
}
