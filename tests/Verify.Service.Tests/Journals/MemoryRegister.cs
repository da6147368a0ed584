using Verify.Audit;

namespace Verify.Service.Tests.Journals;

/// <summary>A store that can be away, and that skips what it has.</summary>
internal sealed class MemoryRegister : IRegisterStore
{
    private readonly Lock _gate = new();
    private readonly List<CheckRecord> _records = [];
    private TaskCompletionSource? _asked;

    /// <summary>While it is, commits fail.</summary>
    public bool IsAway { get; set; }

    /// <summary>What the next commit waits for, and fails with.</summary>
    public Task? Hangs { get; set; }

    /// <summary>Records that were shipped though they were here.</summary>
    public int Skipped { get; private set; }

    public CheckRecord[] Records
    {
        get
        {
            lock (_gate)
                return [.. _records];
        }
    }

    /// <summary>Ends at the next commit that is tried.</summary>
    public Task WhenAskedAsync()
    {
        lock (_gate)
            return (_asked = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    public async Task<IReadOnlyList<bool>> CommitAsync(IReadOnlyList<CheckRecord> group)
    {
        Task? hangs;
        lock (_gate)
        {
            _asked?.TrySetResult();
            (hangs, Hangs) = (Hangs, null);
        }

        if (hangs is not null)
            await hangs;
        lock (_gate)
        {
            if (IsAway)
                throw new RegisterUnavailableException("Away.");
            var fresh = group.Where(record => _records.TrueForAll(known => known.CheckId != record.CheckId)).ToArray();
            Skipped += group.Count - fresh.Length;
            _records.AddRange(fresh);
        }

        return [.. group.Select(static _ => true)];
    }

    public async ValueTask AppendAsync(CheckRecord record, CancellationToken cancellation) => await CommitAsync([record]);

    public ValueTask<StoredAnswer?> FindAsync(string caller, string requestId, CancellationToken cancellation) => new((StoredAnswer?)null);
}
