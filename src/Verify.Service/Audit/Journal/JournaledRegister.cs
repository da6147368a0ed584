namespace Verify.Audit.Journal;

/// <summary>
/// The register of queries behind a journal of this process: an answer waits for the journal, not for the store, which gets it a
/// moment later.
/// </summary>
/// <remarks>
/// A record that <see cref="AppendAsync(CheckRecord, CancellationToken)"/> took MUST survive the death of the process, and under
/// <see cref="RegisterOptions.EveryGroup"/> that of the machine. It MUST reach the store exactly once, in the journal's order, however
/// often processes die. A journal that is full MUST refuse records, and MUST NOT drop any. Whoever reads the store MUST call
/// <see cref="FlushAsync"/> before, or may miss what this process has just answered.
/// </remarks>
public sealed class JournaledRegister : IQueryRegister, IAsyncDisposable
{
    private readonly IRegisterStore _store;
    private readonly Journal _journal;
    private readonly Adoption _adoption;
    private int _isClosed;

    private JournaledRegister(IRegisterStore store, Journal journal, Adoption adoption) =>
        (_store, _journal, _adoption) = (store, journal, adoption);

    /// <summary>Takes the first journal under a folder that nobody holds, and starts to ship what is in it and in others whose owner is gone.</summary>
    /// <param name="root">The folder of the journals of all processes on this machine that write to one store.</param>
    /// <param name="store">Where records go in the end. Not closed with this, but to be closed after it.</param>
    /// <param name="options">The options.</param>
    /// <param name="log">Hears of failures.</param>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be used.</exception>
    public static JournaledRegister Open(string root, IRegisterStore store, RegisterOptions options, ILogger log)
    {
        Directory.CreateDirectory(root);
        var journal = Journal.OpenFirstFree(root, store, options, log);
        return new JournaledRegister(store, journal, new Adoption(root, store, options, log));
    }

    /// <inheritdoc cref="JournalWriter.Waited"/>
    public Action<TimeSpan> Waited
    {
        set => _journal.Waited = value;
    }

    /// <summary>How the journal fares.</summary>
    public JournalState State => _journal.State;

    /// <inheritdoc/>
    public ValueTask AppendAsync(CheckRecord record, CancellationToken cancellation)
    {
        // Of two answers under one request id the first holds, wherever the other was given: the store alone can say which.
        if (record.RequestId.Length > 0)
            return _store.AppendAsync(record, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return new ValueTask(_journal.AppendAsync(record));
    }

    /// <inheritdoc/>
    public ValueTask AppendAsync(IReadOnlyList<CheckRecord> records, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new ValueTask(_journal.AppendAsync(records));
    }

    /// <inheritdoc/>
    public ValueTask<StoredAnswer?> FindAsync(string caller, string requestId, CancellationToken cancellation) =>
        _store.FindAsync(caller, requestId, cancellation);

    /// <inheritdoc/>
    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        if (!_adoption.First.IsCompleted)
            await _adoption.First.WaitAsync(cancellation);
        await _journal.FlushAsync(cancellation);
    }

    /// <summary>Ships what waits, if the store takes it; what it does not take is shipped by the next process.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
            return;
        await _adoption.DisposeAsync();
        await _journal.DisposeAsync();
    }
}
