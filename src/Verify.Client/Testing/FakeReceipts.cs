using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Verify.Receipts;
using Verify.V1;

namespace Verify.Client.Testing;

/// <summary>Receipts of a fake: signed like those of a service, with a key that goes with the fake.</summary>
internal sealed class FakeReceipts
{
    private static readonly EcdsaP256Suite Suite = new();

    private readonly byte[] _secret = Suite.CreateKey();

    public FakeReceipts() => Key = new ReceiptKey(Suite, Suite.PublicKeyOf(_secret)!);

    public ReceiptKey Key { get; }

    public SignedReceipt Write(CheckRequest question, CheckResponse answer)
    {
        var payload = new Receipt
        {
            CheckId = answer.CheckId,
            EvaluatedAt = answer.EvaluatedAt,
            RegistryId = "fake",
            Inquirer = new Inquirer { Department = new NamedCode(), OperatorId = question.OperatorId, Caller = "fake" },
            Question = QuestionOf(question, answer.AsOf),
            Answer = answer.ToByteString(),
            Revision = answer.Freshness.Revision,
            CatalogVersion = answer.Freshness.CatalogVersion,
            Place = new RegisterPlace { Block = 1 },
        }.ToByteString();
        return new SignedReceipt
        {
            Payload = payload, Algorithm = Suite.Name, KeyId = Key.Id, Signature = ByteString.CopyFrom(Suite.Sign(_secret, payload.Span)),
        };
    }

    private static Question QuestionOf(CheckRequest asked, Timestamp asOf) => new()
    {
        Subject = asked.Subject,
        Members = { asked.Members },
        RelatedParties = { asked.RelatedParties.Select(static party => party.Subject) },
        Matter = new NamedCode { Code = asked.MatterCode },
        CaseNumber = asked.CaseNumber,
        Stage = asked.Stage,
        RegionCode = asked.RegionCode,
        AsOf = asOf,
        Details = DetailsOf(asked) is var details && details.CalculateSize() > 0 ? details : null,
    };

    private static AskedDetails DetailsOf(CheckRequest asked) => new()
    {
        MissingMaterials = { asked.MissingMaterials.Distinct().Select(static code => new NamedCode { Code = code }) },
        Commitment = asked.Commitment,
        RelatedParties = { asked.RelatedParties.Select(static (party, index) => new AskedParty { Index = index, Role = party.Role }) },
        KnownAt = asked.KnownAt,
        PersonBasis = asked.PersonBasis,
    };
}
