using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Catalogs;
using Verify.Decisions;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Service.Tests.House.Contract;

/// <summary>A domain enum becomes a wire enum by a cast, so both have the same numbers under the same names.</summary>
public sealed class WireEnumTests
{
    public static TheoryData<Type, Type> Pairs { get; } = new()
    {
        { typeof(Colour), typeof(V1.Colour) },
        { typeof(EntryState), typeof(V1.EntryState) },
        { typeof(Severity), typeof(V1.Severity) },
        { typeof(Leniency), typeof(V1.Leniency) },
        { typeof(Role), typeof(V1.Role) },
        { typeof(CommitmentType), typeof(V1.CommitmentType) },
        { typeof(PenaltyType), typeof(V1.PenaltyType) },
        { typeof(Grade), typeof(V1.Grade) },
        { typeof(ObjectionOutcome), typeof(V1.ObjectionOutcome) },
        { typeof(ActKind), typeof(V1.ActKind) },
        { typeof(ObligationKind), typeof(V1.ObligationKind) },
        { typeof(RepairStep), typeof(V1.RepairStep) },
        { typeof(InterviewKind), typeof(V1.InterviewKind) },
        { typeof(MeasureKind), typeof(V1.MeasureKind) },
        { typeof(MeasureEffect), typeof(V1.MeasureEffect) },
        { typeof(MeasureStrength), typeof(V1.MeasureStrength) },
        { typeof(MaterialClass), typeof(V1.MaterialClass) },
        { typeof(Disposition), typeof(V1.Disposition) },
        { typeof(SupervisionHint), typeof(V1.SupervisionHint) },
        { typeof(IncentiveState), typeof(V1.IncentiveState) },
        { typeof(NoteKind), typeof(V1.RelatedNoteKind) },
        { typeof(FailureReason), typeof(V1.ErrorReason) },
        { typeof(FieldFault), typeof(V1.FieldFault) },
        { typeof(ReasonCode), typeof(V1.ReasonCode) },
        { typeof(FindingSeverity), typeof(V1.FindingSeverity) },
        { typeof(OutcomeResult), typeof(V1.OutcomeResult) },
        { typeof(OldCheckCause), typeof(V1.OldCheckCause) },
        { typeof(FindingKind), typeof(V1.FindingKind) },
        { typeof(NoticeKind), typeof(V1.NoticeKind) },
        { typeof(SubjectPart), typeof(V1.SubjectPart) },
        { typeof(LogFaultKind), typeof(V1.LogFaultKind) },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_domain_enum_is_its_wire_enum_value_by_value(Type domain, Type wire) =>
        Assert.Equal(Values(wire, "Unspecified"), Values(domain, "None"));

    [Fact]
    public void A_flag_of_an_entry_is_the_bit_of_its_number() =>
        Assert.Equal(
            Enum.GetValues<V1.EntryFlag>().Where(static flag => flag != V1.EntryFlag.Unspecified).Select(static flag => (1 << (int)flag, flag.ToString())),
            Enum.GetValues<EntryFlags>().Where(static flag => flag != EntryFlags.None).Select(static flag => ((int)flag, flag.ToString())));

    [Fact]
    public void A_code_type_is_one_less_than_on_the_wire() =>
        Assert.Equal(
            Enum.GetValues<V1.CodeType>().Where(static type => type != V1.CodeType.Unspecified).Select(static type => ((int)type, type.ToString())),
            Enum.GetValues<CodeType>().Select(static type => ((int)type + 1, type == CodeType.UnifiedSocialCreditCode ? "Uscc" : type.ToString())));

    /// <summary>A cast that no pair above vouches for would pass numbers on that mean something else.</summary>
    [Fact]
    public void Every_cast_between_domain_and_wire_is_of_such_a_pair()
    {
        var vouched = Pairs.SelectMany(static row => new[] { row.Data.Item1.Name, row.Data.Item2.Name })
            // A stage is registered as it came on the wire.
            .Concat([nameof(V1.EntryFlag), nameof(V1.CodeType), nameof(V1.Stage)])
            .ToHashSet(StringComparer.Ordinal);
        var wire = typeof(V1.Stage).Assembly.GetTypes().Where(static type => type.IsEnum).Select(static type => type.Name).ToHashSet(StringComparer.Ordinal);

        var casts = Repository.Under("src/Verify.Service/Transport/", ".cs")
            .SelectMany(static file => CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes().OfType<CastExpressionSyntax>())
            .Select(static cast => cast.Type.ToString().Split('.')[^1])
            .Where(wire.Contains)
            .ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(casts);
        Assert.Empty(casts.Except(vouched));
    }

    private static IEnumerable<(int Number, string Name)> Values(Type type, string zero) =>
        Enum.GetValues(type).Cast<object>()
            .Select(value => (Convert.ToInt32(value, null), value.ToString() == zero ? "" : value.ToString()!))
            .OrderBy(static value => value.Item1);
}
