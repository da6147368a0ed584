using Google.Protobuf;
using Verify.Callers;
using Verify.Flows;
using Verify.Receipts;
using Verify.V1;

namespace Verify.Transport;

/// <summary>Issues receipts: reads what is asked for, has it found, puts it into words and signs exactly these.</summary>
public sealed class ReceiptIssue(ReceiptFlow flow, ReceiptSigner signer)
{
    /// <summary>Most persons that a request tells again.</summary>
    public const int MaxPersons = 100;

    /// <summary>Issues a receipt, or throws the status that says why not.</summary>
    public async Task<SignedReceipt> IssueAsync(GetReceiptRequest request, Caller caller, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        if (!Guid.TryParseExact(request.CheckId, "D", out var checkId))
            errors.Add("check_id", "Not the check_id of an answer.");
        errors.Limit(request.Persons.Count, "persons", MaxPersons);
        errors.ThrowIfAny();
        var told = request.Persons.Select((person, index) => errors.Code(person, $"persons[{index}]").Code).ToArray();
        errors.ThrowIfAny();

        var found = await flow.FindAsync(checkId, told, caller, cancellation);
        if (found.Value is not { } receipt)
            throw FailureStatus.ToException(found.Failure!);
        var payload = ReceiptWriting.Write(receipt).ToByteArray();
        return new SignedReceipt
        {
            Payload = UnsafeByteOperations.UnsafeWrap(payload),
            Algorithm = signer.Current.Suite.Name,
            KeyId = signer.Current.Id,
            Signature = UnsafeByteOperations.UnsafeWrap(signer.Sign(payload)),
        };
    }
}
