using System.Text;
using Google.Protobuf;
using Verify.Client;
using Verify.Client.Receipts;
using Verify.Receipts;
using Verify.V1;

namespace TenderPlatform;

/// <summary>
/// The file of the tender: of every answer that the committee had before it the signed receipt and the form to print, under the number of
/// its query. Nothing is filed that would not verify later.
/// </summary>
/// <param name="verify">The client.</param>
/// <param name="trusted">The public keys of the service, had by a way that is trusted.</param>
/// <param name="folder">Where it is kept.</param>
public sealed class TenderFile(IVerifyClient verify, ReceiptVerifier trusted, string folder)
{
    /// <summary>Files what a qualification rests on.</summary>
    /// <exception cref="InvalidDataException">A receipt is not signed by a trusted key.</exception>
    public async Task AddAsync(Qualification qualification, CancellationToken cancellation = default)
    {
        await AddAsync(qualification.Answer, [], cancellation);
        if (qualification.Representative is { } answer)
            await AddAsync(answer, [qualification.RepresentativeAsked!], cancellation);
    }

    private async Task AddAsync(CheckResponse answer, Subject[] persons, CancellationToken cancellation)
    {
        var verdict = await verify.GetVerifiedReceiptAsync(answer.CheckId, trusted, persons, cancellation);
        var receipt = verdict.Receipt ?? throw new InvalidDataException($"{answer.CheckId}: {verdict.State}. {verdict.Detail}");
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, $"{answer.CheckId}.receipt"), receipt.Signed.ToByteArray(), cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(folder, $"{answer.CheckId}.html"), ReceiptForm.Write(receipt, english: false), new UTF8Encoding(false), cancellation);
    }
}
