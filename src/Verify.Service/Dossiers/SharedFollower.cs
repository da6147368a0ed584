using System.Threading.Channels;
using Verify.Domain;

namespace Verify.Dossiers;

/// <summary>
/// Tells the shared tier what this instance has learnt. One call is under way at a time and the next brings everything that came
/// meanwhile; instances read past a tier that lags (<see cref="ChangeLog"/>), so nobody waits for it.
/// </summary>
public sealed class SharedFollower(ISharedDossiers shared, TimeProvider clock)
{
    /// <summary>Beyond so many subjects the tier starts anew rather than be told of each.</summary>
    public const int SubjectsMax = 4_096;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly Lock _lock = new();
    private HashSet<SubjectKey> _untold = [];
    private long _told = -1;
    private long _known = -1;

    /// <summary>This instance knows of changes after a revision only; what the tier was told before is others' to say.</summary>
    public void BeginAt(long revision)
    {
        lock (_lock)
            (_told, _known) = (revision, revision);
    }

    /// <summary>Something was recorded up to a revision about these subjects.</summary>
    public void Tell(long revision, IReadOnlyCollection<SubjectKey> changed)
    {
        lock (_lock)
        {
            _known = revision;
            _untold.UnionWith(changed);
            if (_untold.Count > SubjectsMax)
                (_told, _untold) = (revision, []);
        }

        _signal.Writer.TryWrite(true);
    }

    /// <summary>So much was recorded that the tier must not vouch for anything that it holds.</summary>
    public void TellOfTooMuch(long revision)
    {
        lock (_lock)
            (_told, _known, _untold) = (revision, revision, []);
        _signal.Writer.TryWrite(true);
    }

    /// <summary>Tells until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (await _signal.Reader.WaitToReadAsync(cancellation) && _signal.Reader.TryRead(out _))
        {
            long from, to;
            HashSet<SubjectKey> changed;
            lock (_lock)
            {
                (from, to, changed) = (_told, _known, _untold);
                (_told, _untold) = (_known, []);
            }

            await shared.AdvanceAsync(from, to, changed, cancellation);
            await Task.Delay(Pause, clock, cancellation);
        }
    }
}
