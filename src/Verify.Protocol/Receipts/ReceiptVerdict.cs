using Verify.V1;

namespace Verify.Receipts;

/// <summary>What became of a receipt that was held against trusted keys.</summary>
public enum ReceiptState
{
    /// <summary>Somebody with a trusted key signed exactly this.</summary>
    Valid,

    /// <summary>It is signed with a key that is not trusted, by somebody else or before a key was exchanged: nothing is known of it.</summary>
    UnknownKey,

    /// <summary>It is not what was signed.</summary>
    Altered,

    /// <summary>It is no receipt.</summary>
    Unreadable,
}

/// <summary>A receipt that a trusted key signed; only <see cref="ReceiptVerifier"/> makes one.</summary>
public sealed class VerifiedReceipt
{
    internal VerifiedReceipt(SignedReceipt signed, Receipt receipt, CheckResponse? answer) => (Signed, Receipt, Answer) = (signed, receipt, answer);

    /// <summary>What was verified.</summary>
    public SignedReceipt Signed { get; }

    /// <summary>What it says.</summary>
    public Receipt Receipt { get; }

    /// <summary>The answer in it; null where the question was refused.</summary>
    public CheckResponse? Answer { get; }
}

/// <summary>The result of a verification.</summary>
/// <param name="State">What became of it.</param>
/// <param name="Detail">What exactly is wrong, in English; empty where it is valid.</param>
/// <param name="Receipt">What it says where it is valid; of anything else nothing is told, since nobody vouches for it.</param>
public sealed record ReceiptVerdict(ReceiptState State, string Detail, VerifiedReceipt? Receipt)
{
    /// <summary>Whether it is valid.</summary>
    public bool IsValid => State == ReceiptState.Valid;
}
