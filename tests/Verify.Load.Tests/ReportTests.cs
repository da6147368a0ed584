using Verify.Load.Check.Lanes;
using Verify.Load.Check.Pace;
using Verify.Load.Check.Report;

namespace Verify.Load.Tests;

public sealed class ReportTests
{
    private static readonly Goal Less = new("L1", "a ratio", AtMost: true, Must: 2, Reach: 1.3);
    private static readonly Goal More = new("T1", "a share", AtMost: false, Must: 0.6, Reach: 0.9);

    [Theory]
    [InlineData(1.3, "Reached")]
    [InlineData(2, "Met")]
    [InlineData(2.01, "Missed")]
    [InlineData(double.NaN, "Missed")]
    public void A_figure_that_should_be_small_is_judged(double figure, string mark) => Assert.Equal(mark, $"{Less.Judge(figure)}");

    [Theory]
    [InlineData(0.9, "Reached")]
    [InlineData(0.6, "Met")]
    [InlineData(0.59, "Missed")]
    [InlineData(double.NaN, "Missed")]
    public void A_figure_that_should_be_large_is_judged(double figure, string mark) => Assert.Equal(mark, $"{More.Judge(figure)}");

    [Fact]
    public void The_goals_that_are_shipped_can_be_read_and_hope_for_more_than_they_demand()
    {
        var goals = Goal.ReadAll(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "goals.csv")));
        Assert.NotEmpty(goals);
        Assert.All(goals.Values, static goal => Assert.True(goal.AtMost ? goal.Reach <= goal.Must : goal.Reach >= goal.Must));
    }

    [Fact]
    public void A_goal_without_a_bound_is_refused() => Assert.Throws<FormatException>(() => Goal.ReadAll(["L1,1.3,2,what"]));

    [Fact]
    public void A_missed_goal_fails_the_run_and_so_does_a_wrong_answer()
    {
        Assert.True(With("L1", 1.5).Passed);
        Assert.False(With("L1", 2.5).Passed);
        var wrong = With("L1", 1);
        wrong.Fault("one wrong answer");
        Assert.False(wrong.Passed);
    }

    [Fact]
    public void The_page_needs_nothing_from_anywhere_and_shows_markup_as_text()
    {
        var results = With("L1", 1.5);
        var section = results.Begin("<uniform>");
        section.Charts.Add(Charts.Bars("bars", [("E", 10), ("check", 5)]));
        section.Charts.Add(Charts.Percentiles("curves", [new Summary("E", [SliceOf(100_000, 2_000_000)])]));
        var page = HtmlPage.Write(results, "title");
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.Contains("&lt;uniform&gt;", page, StringComparison.Ordinal);
        Assert.Contains("| L1 | a ratio | ≤ 2 | ≤ 1.3 | 1.5 | met | here |", MarkdownPage.Write(results, "title"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_of_a_lane_are_read()
    {
        var settings = PathSettings.Read(["# remark", "store,A=1;B=x=y", "memory,"], "store");
        Assert.Equal(new Dictionary<string, string> { ["A"] = "1", ["B"] = "x=y" }, settings);
        Assert.Empty(PathSettings.Read(["memory,"], "memory"));
        Assert.Throws<ArgumentException>(() => PathSettings.Read(["memory,"], "redis"));
    }

    private static Results With(string goal, double value)
    {
        var results = new Results(new[] { Less, More }.ToDictionary(static one => one.Id));
        results.Add(goal, value, "here");
        return results;
    }

    private static Slice SliceOf(params ReadOnlySpan<long> latencies)
    {
        var tally = new Tally(TimeSpan.FromSeconds(1));
        foreach (var latency in latencies)
            tally.Add(0, latency, Check.Answers.Verdict.Right);
        return new Slice("E", 1, tally.Calls, Latencies.Of(tally.Latency)) { Tally = tally };
    }
}
