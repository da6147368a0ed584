using Verify.Receipts;
using Verify.V1;

namespace Verify.Client.Receipts;

/// <summary>Receipts fetched and verified in one go, so that nothing gets into a file that will not verify later.</summary>
public static class ReceiptCalls
{
    /// <summary>Gets the receipt of a check and holds it against trusted keys.</summary>
    /// <param name="client">The client.</param>
    /// <param name="checkId">The check.</param>
    /// <param name="verifier">The trusted keys.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether it is valid, and the receipt where it is.</returns>
    /// <exception cref="Grpc.Core.RpcException">There is no such check for this caller, or the service cannot be reached.</exception>
    public static async Task<ReceiptVerdict> GetVerifiedReceiptAsync(
        this VerificationService.VerificationServiceClient client, string checkId, ReceiptVerifier verifier, CancellationToken cancellation = default)
    {
        var reply = await client.GetReceiptAsync(new GetReceiptRequest { CheckId = checkId }, cancellationToken: cancellation).ConfigureAwait(false);
        return verifier.Verify(reply.Receipt ?? new SignedReceipt());
    }
}
