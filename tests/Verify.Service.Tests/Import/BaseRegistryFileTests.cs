using Verify.Domain;
using Verify.Registry.Import;

namespace Verify.Service.Tests.Import;

public sealed class BaseRegistryFileTests
{
    private readonly ImportRig _rig = new();

    [Fact]
    public async Task A_good_file_registers_every_organisation_with_its_aliases_and_former_names()
    {
        var summary = await _rig.RunFixtureAsync("base-registry.csv");

        Assert.Equal((ImportKind.BaseRegistry, 3, 0, 4), (summary.Kind, summary.Rows, summary.Rejected, summary.Recorded));
        Assert.Empty(summary.Notes);
        var first = _rig.Sink.Of<SubjectRegistered>().First();
        Assert.Equal("金砂县瑞禾农业科技有限公司", first.Name);
        Assert.Equal(new DateOnly(2015, 1, 1), first.EstablishedOn);
        Assert.Equal("91", first.SubjectClass);
        Assert.Equal(["金砂县瑞禾商贸部", "金砂县瑞禾种植场"], first.FormerNames);
        // The organisation code is part of the USCC and resolves by itself; the registration number does not.
        Assert.Equal([new SubjectCode(CodeType.RegistrationNumber, "520523000000015")], first.Aliases);
    }

    [Fact]
    public async Task A_legal_representative_with_a_number_becomes_a_relation_to_a_keyed_person()
    {
        await _rig.RunFixtureAsync("base-registry.csv");

        var row = Assert.Single(_rig.Sink.Facts, static row => row.Fact is RelationRecorded);
        var relation = (RelationRecorded)row.Fact;
        var person = new SubjectCode(CodeType.ResidentId, "520599198001010014");
        Assert.Equal((Role.LegalRep, ImportRig.KeyOf(person)), (relation.Role, relation.Related));
        Assert.Equal([person], row.Named);
        Assert.True(relation.Related.IsPerson);
    }

    [Fact]
    public async Task Codes_and_dates_in_full_width_are_read()
    {
        await _rig.RunFixtureAsync("base-registry.csv");

        var row = _rig.Sink.Facts.Single(static row => row.Line == 3);
        Assert.Equal("92520523MA6HQ50177", row.Subject!.Value.Value);
        Assert.Equal(ChinaTime.StartOf(new DateOnly(2019, 3, 5)), row.OccurredAt);
    }

    [Fact]
    public async Task A_pilot_code_is_taken_from_the_base_registry_and_left_to_it_elsewhere()
    {
        const string Pilot = "91350211M00013FA1N";
        await _rig.RunAsync($"{ImportRig.BaseHeading}\n{Pilot},老企业,2015-03-01,\n");
        Assert.False(Assert.Single(_rig.Sink.Facts).MustBeRegistered);

        await _rig.RunAsync($"{ImportRig.ListHeading}\n老企业,{Pilot},A级,,2026-01-01,R-TAX-A,,,,,,,,\n");
        Assert.True(_rig.Sink.Facts[^1].MustBeRegistered);
    }

    [Fact]
    public async Task A_row_reports_all_its_faults_at_once()
    {
        var summary = await _rig.RunAsync($"{ImportRig.BaseHeading}\n91520523MABHQ0013R,,2015-13-01,520599198001010015\n");

        Assert.Equal((1, 1), (summary.Rows, summary.Rejected));
        Assert.Empty(_rig.Sink.Facts);
        var reject = _rig.RejectLines[1];
        Assert.Contains("“统一社会信用代码”：", reject, StringComparison.Ordinal);
        Assert.Contains("应为Q", reject, StringComparison.Ordinal);
        Assert.Contains("“主体名称”：为空", reject, StringComparison.Ordinal);
        Assert.Contains("“成立日期”：不是日期", reject, StringComparison.Ordinal);
        Assert.Contains("“法定代表人证件号码”：公民身份号码", reject, StringComparison.Ordinal);
        Assert.Contains("\"\"主体名称\"\": is empty", reject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_company_founded_after_today_is_rejected()
    {
        var summary = await _rig.RunAsync($"{ImportRig.BaseHeading}\n91520523MA6HQ0013R,甲,2026-06-16,\n91520523MA6HQ00642,乙,2026-06-15,\n");

        Assert.Equal(1, summary.Rejected);
        Assert.StartsWith("2,", _rig.RejectLines[1], StringComparison.Ordinal);
    }
}
