using Verify.Receipts;
using Verify.V1;

namespace Verify.Client.Receipts;

/// <summary>Receipts fetched and verified in one go, so that nothing gets into a file that will not verify later.</summary>
public static class ReceiptCalls
{
    /// <summary>Gets the receipt of a check and holds it against trusted keys.</summary>
    /// <param name="verify">The client.</param>
    /// <param name="checkId"><c>check_id</c> of the answer, or of a refusal.</param>
    /// <param name="trusted">The trusted keys.</param>
    /// <param name="persons">Persons whom the check named, so that those not on record then are shown, masked; null for none.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether it is valid, and the receipt where it is.</returns>
    /// <exception cref="VerifyException">There is no such check for this caller, or the service cannot be reached.</exception>
    public static async Task<ReceiptVerdict> GetVerifiedReceiptAsync(
        this IVerifyClient verify, string checkId, ReceiptVerifier trusted, IEnumerable<Subject>? persons = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(verify);
        ArgumentNullException.ThrowIfNull(trusted);
        return trusted.Verify(await verify.GetReceiptAsync(checkId, persons, cancellation));
    }
}
