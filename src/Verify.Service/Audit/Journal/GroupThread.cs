namespace Verify.Audit.Journal;

/// <summary>A thread that does one piece of work each time it is woken: for work that waits for the disk.</summary>
internal sealed class GroupThread : IDisposable
{
    private readonly SemaphoreSlim _woken = new(0);
    private readonly Action _work;
    private readonly Thread _thread;
    private volatile bool _ends;

    public GroupThread(Action work)
    {
        _work = work;
        _thread = new Thread(Run) { IsBackground = true, Name = "journal" };
        _thread.Start();
    }

    public void Wake() => _woken.Release();

    public void Dispose()
    {
        _ends = true;
        Wake();
        _thread.Join();
        _woken.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _woken.Wait();
            if (_ends)
                return;
            _work();
        }
    }
}
