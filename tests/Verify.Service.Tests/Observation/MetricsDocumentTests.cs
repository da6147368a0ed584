using System.Text.Json;
using System.Text.RegularExpressions;
using Verify.Service.Tests.House;
using Verify.Service.Tests.House.Docs;
using Verify.Telemetry;
using Verify.Telemetry.Prometheus;

namespace Verify.Service.Tests.Observation;

/// <summary>What is written about metrics is what there is.</summary>
public sealed partial class MetricsDocumentTests
{
    private const string Folder = "deploy/observability/";

    private static readonly HashSet<string> Emitted =
    [
        .. Metrics.All.SelectMany(static metric =>
        {
            var name = PrometheusNames.Of(metric.Name, metric.Unit, metric.Kind);
            return metric.Kind == MetricKind.Histogram ? (string[])[name + "_bucket", name + "_sum", name + "_count"] : [name];
        }),
    ];

    [Fact]
    public void Every_metric_stands_in_the_table_as_it_is_defined() =>
        Assert.Equal(
            Metrics.All.Select(static metric => string.Join(" | ",
                $"`{metric.Name}`",
                $"`{PrometheusNames.Of(metric.Name, metric.Unit, metric.Kind)}`",
                $"{metric.Kind}".ToLowerInvariant(),
                metric.Unit.Length > 0 ? $"`{metric.Unit}`" : "",
                string.Join(", ", metric.Labels.Select(static label => $"`{label}`")),
                metric.Meaning)),
            Markdown.TableRows(Repository.Read(Folder + "README.md")).Where(static cells => cells.Length == 6 && cells[0].StartsWith('`')).Select(static cells => string.Join(" | ", cells)));

    [Fact]
    public void Every_alert_and_every_panel_asks_for_metrics_that_are_emitted_by_labels_that_they_have()
    {
        var alerts = Expression().Matches(Repository.Read(Folder + "alerts.yaml")).Select(static match => match.Groups[1].Value).ToArray();
        using var dashboard = JsonDocument.Parse(Repository.Read(Folder + "grafana.json"));
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(static panel => panel.GetProperty("targets").EnumerateArray())
            .Select(static target => target.GetProperty("expr").GetString()!)
            .ToArray();
        Assert.NotEmpty(alerts);
        Assert.NotEmpty(panels);

        var labels = Metrics.All.SelectMany(static metric => metric.Labels).Select(PrometheusNames.Of).Concat(["le", "instance"]).ToHashSet();
        foreach (var expression in alerts.Concat(panels))
        {
            var named = Named().Matches(Quoted().Replace(expression, "")).Select(static match => match.Value).ToArray();
            Assert.Contains(named, Emitted.Contains);
            Repository.AssertNone(named.Where(name => !Emitted.Contains(name) && !labels.Contains(name)).Select(name => $"{name} in {expression}"));
        }
    }

    [Fact]
    public void Every_alert_has_a_severity_and_says_what_to_do()
    {
        var alerts = Repository.Read(Folder + "alerts.yaml").Split("- alert: ")[1..];
        Assert.NotEmpty(alerts);
        foreach (var alert in alerts)
        {
            Assert.Matches("(?m)^          severity: (critical|warning)$", alert);
            Assert.Matches("(?m)^          summary: \".+\"$", alert);
            Assert.Matches("(?m)^          action: \".+\"$", alert);
        }
    }

    [Fact]
    public void No_two_metrics_have_one_name() => Assert.Distinct(Emitted.Order());

    [GeneratedRegex("""expr: '(.+)'""")]
    private static partial Regex Expression();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(?:verify|rpc|error|otel|dotnet)_\w+")]
    private static partial Regex Named();
}
