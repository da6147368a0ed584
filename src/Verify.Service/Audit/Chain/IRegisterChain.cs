namespace Verify.Audit.Chain;

/// <summary>
/// The register's chain as a store holds it, for whoever verifies it or removes what need not be kept any more. Reads give what is
/// there, however altered: they throw <see cref="RegisterDamagedException"/> where the store itself cannot read it, and
/// <see cref="RegisterUnavailableException"/> where the store cannot be reached.
/// </summary>
public interface IRegisterChain
{
    /// <summary>Where the chain ends.</summary>
    Task<ChainHead> ReadHeadAsync(CancellationToken cancellation);

    /// <summary>Blocks after a number, in order. Fewer than asked for mean that there are no more.</summary>
    Task<IReadOnlyList<ChainBlock>> ReadBlocksAsync(long after, int count, CancellationToken cancellation);

    /// <summary>Checks from a sequence on and below another, whole, in order.</summary>
    Task<IReadOnlyList<StoredCheck>> ReadChecksAsync(long from, long below, CancellationToken cancellation);

    /// <summary>Removals that touch checks from a sequence on and below another, in order.</summary>
    Task<IReadOnlyList<Removal>> ReadRemovalsAsync(long from, long below, CancellationToken cancellation);

    /// <summary>The removals that a block holds, in the order of its digests.</summary>
    Task<IReadOnlyList<Removal>> ReadRemovalsOfAsync(long block, CancellationToken cancellation);

    /// <summary>
    /// Rows that no block vouches for: checks and removals outside every block, what hangs on checks that are not there, and whatever
    /// the store itself finds wrong with the register's tables and their indexes; at the most so many, each in words.
    /// </summary>
    Task<IReadOnlyList<string>> FindStraysAsync(int count, CancellationToken cancellation);

    /// <summary>The sequence of the first check from a sequence on that is still there; null where there is none.</summary>
    Task<long?> FindCheckFromAsync(long from, CancellationToken cancellation);

    /// <summary>
    /// Removes checks and what hangs on them, and says so in a block of the chain, in one transaction; the blocks that hold them stay.
    /// A range of which something is gone already is left as it is.
    /// </summary>
    /// <param name="ranges">Ranges of sequences, in order, that do not meet.</param>
    /// <param name="rule">Under which rule.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellation">Gives up before the work.</param>
    /// <returns>How many checks were removed.</returns>
    Task<long> RemoveAsync(IReadOnlyList<SequenceRange> ranges, string rule, DateTimeOffset at, CancellationToken cancellation);
}

/// <summary>Checks that follow one another.</summary>
/// <param name="First">Sequence of the first.</param>
/// <param name="Count">How many.</param>
public readonly record struct SequenceRange(long First, long Count);

/// <summary>The store cannot read what it holds of the register: its file or its pages are damaged.</summary>
public sealed class RegisterDamagedException(string message, Exception? inner = null) : RegisterUnavailableException(message, inner);
