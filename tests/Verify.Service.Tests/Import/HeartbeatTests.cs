using Verify.Domain;
using Verify.Registry.Import;

namespace Verify.Service.Tests.Import;

public sealed class HeartbeatTests
{
    private const string Court = "iname,cardNum,courtName,caseCode,publishDate\n";
    private const string Debtor = "陈志远,520599198001010014,法院,案1,2026年01月15日\n";

    private readonly ImportRig _rig = new();

    [Fact]
    public async Task A_court_file_proves_that_the_court_was_synchronised()
    {
        var summary = await _rig.RunAsync(Court + Debtor);

        Assert.Equal("COURT", summary.SyncedSource);
        var beat = Assert.Single(_rig.Sink.Facts, static row => row.Fact is SourceSynced);
        Assert.Equal((null, ImportRig.Now), (beat.Subject, beat.OccurredAt));
    }

    [Fact]
    public async Task An_old_file_imported_again_does_not_make_its_source_look_fresh()
    {
        await _rig.RunAsync(Court + Debtor);
        await _rig.RunAsync(Court + Debtor);

        Assert.Single(_rig.Sink.Of<SourceSynced>());
    }

    [Fact]
    public async Task An_unchanged_file_proves_it_again_where_its_day_is_given()
    {
        await _rig.RunAsync(Court + Debtor, new ImportOptions { AsOf = new DateOnly(2026, 6, 14) });
        await _rig.RunAsync(Court + Debtor, new ImportOptions { AsOf = new DateOnly(2026, 6, 15) });

        Assert.Equal(
            [ChinaTime.StartOf(new DateOnly(2026, 6, 14)), ChinaTime.StartOf(new DateOnly(2026, 6, 15))],
            _rig.Sink.Facts.Where(static row => row.Fact is SourceSynced).Select(static row => row.OccurredAt));
    }

    [Fact]
    public async Task An_empty_list_is_news_and_a_file_of_which_nothing_could_be_taken_is_none()
    {
        Assert.Equal("COURT", (await _rig.RunAsync(Court)).SyncedSource);
        Assert.Null((await _rig.RunAsync(Court + "刘某,5205****1234,法院,案2,2026年01月15日\n")).SyncedSource);
    }

    [Fact]
    public async Task A_list_file_proves_the_source_that_is_named_and_no_other()
    {
        Assert.Null((await _rig.RunFixtureAsync("lists.csv")).SyncedSource);
        Assert.Equal("TAX", (await _rig.RunFixtureAsync("lists.csv", new ImportOptions { Source = "TAX" })).SyncedSource);
        Assert.NotNull((await _rig.RunFixtureAsync("lists.csv", new ImportOptions { Source = "NONE" })).Fault);
    }
}
