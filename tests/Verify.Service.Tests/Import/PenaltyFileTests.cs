using Verify.Domain;
using Verify.Registry.Import;

namespace Verify.Service.Tests.Import;

public sealed class PenaltyFileTests
{
    private readonly ImportRig _rig = new();

    [Fact]
    public async Task The_set_of_2018_becomes_penalties_with_their_types_fines_and_classes()
    {
        var summary = await _rig.RunFixtureAsync("penalties-2018.csv");

        Assert.Equal((ImportKind.Penalties, 4, 0), (summary.Kind, summary.Rows, summary.Rejected));
        var penalties = _rig.Sink.Of<PenaltyRecorded>().ToArray();
        Assert.Equal([PenaltyType.Warning, PenaltyType.Fine, PenaltyType.Confiscation], penalties[0].Types);
        Assert.Equal([12_500, 2_000_000, 0, 500], penalties.Select(static penalty => penalty.FineYuan));
        Assert.Equal(
            [Severity.General, Severity.Serious, Severity.Minor, Severity.General], penalties.Select(static penalty => penalty.Severity));
        Assert.Equal("经营超过保质期的食品一批", penalties[0].Reason);
        Assert.Equal("金砂县市场监督管理局", penalties[0].Authority);
        Assert.Equal(new DateOnly(2026, 3, 2), penalties[0].DecidedOn);
        Assert.Equal("金砂市监罚〔2026〕1号", _rig.Sink.Facts[0].DocumentNumber);
        Assert.True(_rig.Sink.Facts[3].Subject!.Value.IsPerson);
    }

    [Fact]
    public async Task The_older_set_in_GB18030_is_read_and_a_revoked_penalty_is_not_taken()
    {
        var summary = await _rig.RunFixtureAsync("penalties-2014.csv");

        Assert.Equal((2, 1), (summary.Rows, summary.Rejected));
        var penalty = _rig.Sink.Of<PenaltyRecorded>().Single();
        Assert.Equal([PenaltyType.Fine, PenaltyType.SuspendLicence], penalty.Types);
        Assert.Equal("金砂县安全生产监督管理局", penalty.Authority);
        Assert.Equal(CodeType.OrganisationCode, _rig.Sink.Facts[0].Subject!.Value.Type);
        Assert.Contains("“CF_ZT”", _rig.RejectLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_penalty_brings_its_field_its_publication_and_its_repair_along()
    {
        await _rig.RunAsync(
            "CF_XDR_MC,CF_XDR_SHXYM,CF_WSH,CF_CFLB,CF_JDRQ,修复日期,公示日期,公示渠道,领域\n"
            + "甲,91520523MA6HQ0013R,文1,警告,2026-01-05,2026-05-06,2026-01-12,信用中国,FOOD_DRUG\n");

        Assert.Equal("FOOD_DRUG", _rig.Sink.Of<PenaltyRecorded>().Single().Field);
        var id = _rig.Sink.Of<PenaltyRecorded>().Single().PenaltyId;
        Assert.Equal(new ActPublished(id, new DateOnly(2026, 1, 12), "信用中国"), _rig.Sink.Of<ActPublished>().Single());
        Assert.Equal(
            ["PenaltyRecorded 2026-01-05", "ActPublished 2026-01-12", "PenaltyRepairFiled 2026-05-06", "PenaltyRepairDecided 2026-05-06"],
            _rig.Sink.Facts.Select(static row => $"{row.Fact.GetType().Name} {ChinaTime.DateOf(row.OccurredAt):O}"));
    }

    [Theory]
    [InlineData("警告", "", Severity.Minor)]
    [InlineData("通报批评", "", Severity.Minor)]
    [InlineData("罚款", "0.3", Severity.Minor)]
    [InlineData("罚款", "0.3001", Severity.General)]
    [InlineData("罚款", "199.9999", Severity.General)]
    [InlineData("罚款", "200", Severity.Serious)]
    [InlineData("没收非法财物", "", Severity.General)]
    [InlineData("暂扣许可证件", "", Severity.General)]
    [InlineData("吊销许可证件", "", Severity.Serious)]
    [InlineData("责令停产停业", "", Severity.Serious)]
    [InlineData("限制从业", "", Severity.Serious)]
    [InlineData("行政拘留", "", Severity.Serious)]
    public async Task The_class_of_conduct_follows_from_what_was_imposed(string types, string fine, Severity expected)
    {
        await _rig.RunAsync(
            $"CF_XDR_MC,CF_XDR_SHXYM,CF_WSH,CF_CFLB,CF_NR_FK,CF_JDRQ\n甲,91520523MA6HQ0013R,文1,{types},{fine},2026-01-01\n");

        Assert.Equal(expected, _rig.Sink.Of<PenaltyRecorded>().Single().Severity);
    }

    [Theory]
    [InlineData("一万")]
    [InlineData("-1")]
    [InlineData("1e5")]
    public async Task An_amount_that_is_none_is_rejected(string fine)
    {
        var summary = await _rig.RunAsync(
            $"CF_XDR_MC,CF_XDR_SHXYM,CF_WSH,CF_CFLB,CF_NR_FK,CF_JDRQ\n甲,91520523MA6HQ0013R,文1,罚款,{fine},2026-01-01\n");

        Assert.Equal(1, summary.Rejected);
        Assert.Contains("“CF_NR_FK”：不是以万元为单位的金额", _rig.RejectLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_decision_about_two_subjects_is_two_penalties()
    {
        await _rig.RunAsync(
            "CF_XDR_MC,CF_XDR_SHXYM,CF_WSH,CF_CFLB,CF_JDRQ\n甲,91520523MA6HQ0013R,文1,警告,2026-01-01\n乙,91520523MA6HQ00642,文1,警告,2026-01-01\n");

        Assert.Equal(2, _rig.Sink.Of<PenaltyRecorded>().Select(static penalty => penalty.PenaltyId).Distinct().Count());
    }
}
