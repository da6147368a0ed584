using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Verify.Receipts;
using Verify.V1;

namespace Verify.Service.Tests.Receipts;

/// <summary>Receipts that no service issued, of whatever somebody might write into one.</summary>
internal static class SampleReceipts
{
    public static readonly EcdsaP256Suite Suite = new();

    private static readonly byte[] Secret = Suite.CreateKey();

    /// <summary>The key that signs them.</summary>
    public static ReceiptKey Key { get; } = new(Suite, Suite.PublicKeyOf(Secret)!);

    public static ReceiptVerifier Verifier { get; } = new([Key]);

    public static SignedReceipt Sign(Receipt receipt) => new()
    {
        Payload = receipt.ToByteString(),
        Algorithm = Suite.Name,
        KeyId = Key.Id,
        Signature = ByteString.CopyFrom(Suite.Sign(Secret, receipt.ToByteArray())),
    };

    /// <summary>A signed and verified receipt.</summary>
    public static VerifiedReceipt Verified(Receipt receipt) => Verifier.Verify(Sign(receipt)).Receipt!;

    public static Receipt Of(CheckResponse answer, string text = "金砂县政务服务局") => new()
    {
        CheckId = "019ec8b5-4a00-7000-8000-000000000001",
        EvaluatedAt = At("2026-06-15T02:00:00Z"),
        RegistryId = "019ec8b5-0000-7000-8000-000000000002",
        Inquirer = new Inquirer { Department = new NamedCode { Code = "LICENSING", Name = text }, OperatorId = text, Caller = text },
        Question = new Question
        {
            Subject = new Subject { CodeType = CodeType.Uscc, Code = "91520523MA6HQ0013R", Name = text },
            Matter = new NamedCode { Code = "LIC", Name = text },
            CaseNumber = text,
            Stage = Stage.Accept,
            RegionCode = "520523",
            AsOf = At("2026-06-15T02:00:00Z"),
        },
        Answer = answer.ToByteString(),
        Revision = 42,
        CatalogVersion = "3f3f0943",
        Place = new RegisterPlace { Block = 7, Index = 1, BlockHash = Hash(1), PriorHash = Hash(2), CheckDigest = Hash(3) },
    };

    public static CheckResponse Answer(Disposition disposition = Disposition.Normal) => new()
    {
        CheckId = "019ec8b5-4a00-7000-8000-000000000001",
        EvaluatedAt = At("2026-06-15T02:00:00Z"),
        AsOf = At("2026-06-15T02:00:00Z"),
        Disposition = disposition,
        Freshness = new V1.Freshness { Revision = 42, ProvenAt = At("2026-06-15T02:00:00Z"), Firm = true, CatalogVersion = "3f3f0943" },
        Incentives = new Incentives { GreenChannel = new(), DeferredAcceptance = new(), InstantHandling = new() },
    };

    /// <summary>As much of everything as an answer may hold, each as long as it may be, and more.</summary>
    public static Receipt Largest(string text, int items = 40)
    {
        var answer = Answer(Disposition.Prohibit);
        for (var i = 0; i < items; i++)
        {
            answer.Reasons.Add(new Reason { Code = ReasonCode.Red, Message = text, Citation = text });
            answer.Entries.Add(new Entry
            {
                EntryId = $"E-{i}", Colour = Colour.Black, State = EntryState.Listed, ListKind = new NamedCode { Code = "B-WAGE", Name = text }, Recogniser = text,
                DecisionDocument = text, Reason = text, StartOn = "2025-03-01", EndOn = "2028-02-29",
            });
            answer.Measures.Add(new Measure
            {
                Code = $"BID_BAR_{i}", Name = text, Effect = MeasureEffect.Bar, Strength = MeasureStrength.Mandatory, EndOn = "2028-02-29", LegalBasis = { text, text },
            });
            answer.Coverage.Add(new Coverage { Source = text, Stale = true });
            answer.Members.Add(new MemberAnswer { Index = i, Code = "91520523MA6HQ0013R", Answer = Answer() });
        }

        answer.FeedbackDueOn = "2026-06-30";
        var receipt = Of(answer, text);
        for (var i = 0; i < items; i++)
        {
            receipt.Question.Members.Add(receipt.Question.Subject);
            receipt.Question.RelatedParties.Add(receipt.Question.Subject);
        }

        receipt.Question.Details = Details(text, items);

        return receipt;
    }

    /// <summary>As much as a question may say beside.</summary>
    public static AskedDetails Details(string text, int items = 40)
    {
        var given = new Subject { CodeType = CodeType.RegistrationNumber, Code = "520523000012345", Name = text };
        var details = new AskedDetails
        {
            Commitment = new Commitment { Type = CommitmentType.ApprovalSubstituting, Signed = true, DueDate = "2026-07-31" },
            Subject = new AskedParty { Given = given },
            KnownAt = new KnownAt { Instant = At("2026-06-15T02:00:00Z") },
            PersonBasis = new PersonBasis { Consent = new Consent { Purpose = text, GrantedOn = "2026-06-01", ExpiresOn = "2026-12-31" } },
        };
        for (var i = 0; i < items; i++)
        {
            details.MissingMaterials.Add(new NamedCode { Code = $"M-{i}", Name = text });
            details.Members.Add(new AskedParty { Index = i, Given = given });
            details.RelatedParties.Add(new AskedParty { Index = i, Given = given, Role = Role.DirectlyLiablePractitioner });
        }

        return details;
    }

    private static Timestamp At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture).ToTimestamp();

    private static ByteString Hash(byte value) => ByteString.CopyFrom(Enumerable.Repeat(value, 32).ToArray());
}
