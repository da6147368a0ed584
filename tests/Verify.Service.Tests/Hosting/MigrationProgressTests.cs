using Verify.Adapters.Sqlite;
using Verify.Hosting.Commands;
using Verify.Registry;
using Verify.Tests.Stores;

namespace Verify.Service.Tests.Hosting;

/// <summary>Who migrates a large store is told how far it is.</summary>
public sealed class MigrationProgressTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Every_version_is_told_in_its_order_and_none_where_nothing_is_to_be_done()
    {
        using var folder = new TemporaryFolder();
        var options = new SqliteStoreOptions { ConnectionString = $"Data Source={folder.File("verify.db")}" };
        var (first, second) = (new Steps(), new Steps());
        await using (SqliteDatabase.Open(options, TestKeys.Ring, first))
        {
        }

        await using (SqliteDatabase.Open(options, TestKeys.Ring, second))
        {
        }

        Assert.NotEmpty(first);
        Assert.Equal(Enumerable.Range(1, first.Count).Select(version => new MigrationStep(version, first.Count)), first);
        Assert.Empty(second);
    }

    [Fact]
    public void Within_a_second_nothing_is_shown()
    {
        using var screen = new StringWriter { NewLine = "\n" };
        using (var progress = new MigrationProgress(screen, _clock))
        {
            progress.Report(new MigrationStep(1, 9));
            _clock.Now += TimeSpan.FromMilliseconds(999);
        }

        _clock.Now += TimeSpan.FromSeconds(5);
        Assert.Equal("", screen.ToString());
    }

    [Fact]
    public void A_step_that_takes_long_is_shown_each_second_and_the_line_is_ended()
    {
        using var screen = new StringWriter { NewLine = "\n" };
        using (var progress = new MigrationProgress(screen, _clock))
        {
            progress.Report(new MigrationStep(3, 9));
            _clock.Now += TimeSpan.FromSeconds(1);
            _clock.Now += TimeSpan.FromSeconds(1);
            progress.Report(new MigrationStep(4, 9));
            _clock.Now += TimeSpan.FromSeconds(1);
        }

        Assert.Equal(
            ["version 版本 3 of 9, 00:00:01", "version 版本 3 of 9, 00:00:02", "version 版本 4 of 9, 00:00:03"],
            screen.ToString().Split('\r', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.EndsWith("\n", screen.ToString(), StringComparison.Ordinal);
    }

    private sealed class Steps : List<MigrationStep>, IProgress<MigrationStep>
    {
        public void Report(MigrationStep value) => Add(value);
    }
}
