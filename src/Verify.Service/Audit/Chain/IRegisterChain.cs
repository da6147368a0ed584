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
}

/// <summary>The store cannot read what it holds of the register: its file or its pages are damaged.</summary>
public sealed class RegisterDamagedException(string message, Exception? inner = null) : RegisterUnavailableException(message, inner);
