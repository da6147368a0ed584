namespace Verify.Audit.Chain;

/// <summary>
/// Verifies the register in a store: works out every digest and every hash anew, block by block, with no more than a few blocks in
/// memory, however long the chain.
/// </summary>
public sealed class ChainVerification
{
    /// <summary>The most faults that are listed; the others are counted.</summary>
    public const int FaultsMax = 100;

    private const int PageBlocks = 32;

    private readonly IRegisterChain _chain;
    private readonly LogSpan _span;
    private readonly List<LogFault> _faults = [];
    private ChainHead _head = ChainHead.Start;
    private LogProgress _progress = new(ChainHead.Start, 0, 0, 0, 0, 0);
    private ChainBlock? _before;

    private ChainVerification(IRegisterChain chain, LogSpan span) => (_chain, _span) = (chain, span);

    /// <summary>Verifies.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="span">What of it.</param>
    /// <param name="progress">Hears of it now and then.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RegisterUnavailableException">The store cannot be reached.</exception>
    public static async Task<LogReport> RunAsync(
        IRegisterChain chain, LogSpan span, Action<LogProgress>? progress, CancellationToken cancellation)
    {
        var verification = new ChainVerification(chain, span);
        try
        {
            await verification.RunAsync(progress, cancellation);
        }
        catch (RegisterDamagedException exception)
        {
            // The failure becomes a fault: what can be told of it is what the store says.
            verification.Add(new(LogFaultKind.Unreadable, 0, $"After block {verification._progress.LastBlock}: {exception.Message}"));
        }

        return new LogReport(verification._progress, verification._faults);
    }

    private async Task RunAsync(Action<LogProgress>? progress, CancellationToken cancellation)
    {
        _head = await _chain.ReadHeadAsync(cancellation);
        _progress = _progress with { Head = _head, LastBlock = _span.After };
        await VerifyAnchorAsync(cancellation);
        _before = _span.After == 0 ? null : await _chain.ReadBlocksAsync(_span.After - 1, 1, cancellation) is [var before] ? before : null;

        var end = Math.Min(_head.Number, _span.BlocksMax > _head.Number ? _head.Number : _span.After + _span.BlocksMax);
        while (_progress.LastBlock < end)
        {
            var page = await _chain.ReadBlocksAsync(_progress.LastBlock, (int)Math.Min(PageBlocks, end - _progress.LastBlock), cancellation);
            foreach (var block in page.TakeWhile(block => block.Number <= end))
                await VerifyAsync(block, cancellation);
            if (page.Count == 0 || page[^1].Number > end)
                MissUpTo(end);
            progress?.Invoke(_progress);
        }

        if (end == _head.Number)
        {
            foreach (var stray in await _chain.FindStraysAsync(FaultsMax, cancellation))
                Add(new(LogFaultKind.Stray, 0, stray));
        }
    }

    private async Task VerifyAnchorAsync(CancellationToken cancellation)
    {
        if (_span.Anchor is not { Number: > 0 } anchor)
            return;
        if (anchor.Number > _head.Number)
            Add(new(LogFaultKind.CutShort, anchor.Number, $"The chain ends at block {_head.Number}."));
        else if (await _chain.ReadBlocksAsync(anchor.Number - 1, 1, cancellation) is not [var block] || block.Number != anchor.Number)
            Add(new(LogFaultKind.BlockMissing, anchor.Number, "It is not there."));
        else if (!block.Hash.AsSpan().SequenceEqual(anchor.Hash))
            Add(new(LogFaultKind.Rewritten, anchor.Number, "It had another hash once."));
    }

    private async Task VerifyAsync(ChainBlock block, CancellationToken cancellation)
    {
        MissUpTo(block.Number - 1);
        VerifyOrder(block);
        try
        {
            await VerifyContentAsync(block, cancellation);
        }
        catch (RegisterDamagedException exception)
        {
            // The failure becomes a fault of this block; the others can still be read, or say so themselves.
            Add(new(LogFaultKind.Unreadable, block.Number, exception.Message));
        }

        _before = block;
        _progress = _progress with { LastBlock = block.Number, Blocks = _progress.Blocks + 1 };
    }

    private void VerifyOrder(ChainBlock block)
    {
        if (!ChainFormat.Knows(block.Format))
            Add(new(LogFaultKind.BlockAltered, block.Number, $"It has format version {block.Format}; this program knows 1 to {ChainFormat.Version}."));
        var (prior, first) = _before is null ? (ChainHead.Start.Hash, 1) : (_before.Hash, _before.End);
        // A block before it whose own hash was altered is a fault already, and none of this one.
        var follows = block.Prior.AsSpan().SequenceEqual(prior)
            || (_before is not null && block.Prior.AsSpan().SequenceEqual(ChainFormat.HashOf(_before)));
        if (!follows)
            Add(new(LogFaultKind.BlockDoesNotFollow, block.Number, "The hash before it is not that of the block before."));
        if (block.First != first)
            Add(new(LogFaultKind.BlockDoesNotFollow, block.Number, $"Its checks begin at {block.First}; those before it end at {first}."));
    }

    /// <summary>A removal between two reads looks like a fault for once; what is one is one again.</summary>
    private async Task VerifyContentAsync(ChainBlock block, CancellationToken cancellation)
    {
        var faults = await ReadFaultsAsync(block, count: true, cancellation);
        if (faults.Count > 0)
            faults = await ReadFaultsAsync(block, count: false, cancellation);
        faults.ForEach(Add);
    }

    private async Task<List<LogFault>> ReadFaultsAsync(ChainBlock block, bool count, CancellationToken cancellation)
    {
        if (block.Kind == BlockKind.Removal)
            return BlockVerification.FaultsOf(block, await _chain.ReadRemovalsOfAsync(block.Number, cancellation));
        // More than any block holds is a fault of the block's count, not a reason to read the whole register.
        var below = block.First + Math.Clamp(block.Count, 0, GroupCommit.GroupMax);
        var checks = await _chain.ReadChecksAsync(block.First, below, cancellation);
        var removals = await _chain.ReadRemovalsAsync(block.First, below, cancellation);
        if (count)
            _progress = _progress with { Checks = _progress.Checks + checks.Count, Removed = _progress.Removed + (below - block.First - checks.Count) };
        return BlockVerification.FaultsOf(block, checks, removals);
    }

    private void MissUpTo(long last)
    {
        if (last <= _progress.LastBlock)
            return;
        var first = _progress.LastBlock + 1;
        Add(new(LogFaultKind.BlockMissing, first, first == last ? "It is not there." : $"Blocks {first} to {last} are not there."));
        _progress = _progress with { LastBlock = last };
    }

    private void Add(LogFault fault)
    {
        if (_faults.Count < FaultsMax)
            _faults.Add(fault);
        _progress = _progress with { FaultsFound = _progress.FaultsFound + 1 };
    }
}
