using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Verify.Service.Tests.Identity;
using Verify.Service.Tests.Outside;
using Verify.Service.Tests.Redis;
using Verify.Service.Tests.WorkedExamples;
using Verify.Telemetry;
using Verify.Telemetry.Prometheus;
using Verify.Tests.Stores;

namespace Verify.Service.Tests.Observation;

/// <summary>What a running service tells of itself, as Prometheus reads it.</summary>
public sealed partial class MetricsPageTests
{
    private const string Listed = "91520523MA6HQ01018";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_metric_is_emitted_by_a_real_run()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var service = await RunningService.StartAsync(timePasses: true, configure: options => options.Redis = redis.Endpoint);
        await DoSomethingOfEverythingAsync(service);

        var page = await ReadAsync(service);

        House.Repository.AssertNone(Metrics.All
            .Where(static metric => metric != Metrics.StoreReadWait && metric != Metrics.CallerShareWait)
            .Select(static metric => PrometheusNames.Of(metric.Name, metric.Unit, metric.Kind) + (metric.Kind == MetricKind.Histogram ? "_count" : ""))
            .Where(name => !Regex.IsMatch(page, $@"^{name}(\{{[^\n]*\}})? \S+$", RegexOptions.Multiline)));
        // Nobody has waited for a place or a share, so there is no series; the metrics are known all the same.
        Assert.Contains("# TYPE verify_store_read_wait_seconds histogram\n", page, StringComparison.Ordinal);
        Assert.Contains("# TYPE verify_caller_share_wait_seconds histogram\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_group_of_the_journal_tells_how_long_its_first_record_waited()
    {
        await using var service = await RunningService.StartAsync(timePasses: true);
        await DoSomethingOfEverythingAsync(service);
        var page = await ReadAsync(service);
        var groups = ValueOf("verify_journal_groups_total");
        Assert.True(groups > 0);
        Assert.Equal(groups, ValueOf("verify_journal_wait_seconds_count"));
        Assert.InRange(ValueOf("verify_journal_wait_seconds_sum"), double.Epsilon, 60);

        double ValueOf(string name) =>
            double.Parse(Regex.Match(page, $@"^{name} (\S+)$", RegexOptions.Multiline).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Labels_are_those_that_are_documented()
    {
        await using var service = await RunningService.StartAsync(timePasses: true);
        await DoSomethingOfEverythingAsync(service);
        var page = await ReadAsync(service);
        foreach (var metric in Metrics.All)
        {
            var name = PrometheusNames.Of(metric.Name, metric.Unit, metric.Kind) + (metric.Kind == MetricKind.Histogram ? "_count" : "");
            foreach (Match sample in Regex.Matches(page, $@"^{name}\{{([^\n]*)\}} ", RegexOptions.Multiline))
                Assert.Equal(metric.Labels.Select(PrometheusNames.Of), Label().Matches(sample.Groups[1].Value).Select(static label => label.Groups[1].Value));
        }
    }

    [Fact]
    public async Task Every_line_is_a_help_a_type_or_a_sample_and_buckets_contain_those_before()
    {
        await using var service = await RunningService.StartAsync(timePasses: true);
        await DoSomethingOfEverythingAsync(service);
        using var reply = await service.Http.GetAsync(new Uri("/metrics", UriKind.Relative), Stop);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", reply.Content.Headers.ContentType!.ToString());

        var page = await reply.Content.ReadAsStringAsync(Stop);
        Assert.EndsWith("\n", page, StringComparison.Ordinal);
        House.Repository.AssertNone(page.TrimEnd('\n').Split('\n').Where(static line => !Line().IsMatch(line)));
        foreach (var series in Bucket().Matches(page).GroupBy(static bucket => bucket.Groups[1].Value + bucket.Groups[2].Value))
        {
            var counts = series.Select(static bucket => long.Parse(bucket.Groups[4].Value, CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal(counts.Order(), counts);
            Assert.Equal("+Inf", series.Last().Groups[3].Value);
        }
    }

    [Fact]
    public async Task A_call_is_counted_under_its_protocol_method_status_and_caller()
    {
        await using var service = await RunningService.StartAsync();
        var key = await service.AddAsync("permits", "check");
        await service.Verification.CheckAsync(Asking.Ask(Listed, "LIC"), Admissions.As(key));
        await Admissions.RefusalOf(async () => await service.Audit.SearchChecksAsync(new(), Admissions.As(key)));
        await Admissions.RefusalOf(async () => await service.Verification.CheckAsync(Asking.Ask(Listed, "LIC"), cancellationToken: Stop));

        var page = await ReadAsync(service);

        Assert.Contains(
            """rpc_server_call_duration_seconds_count{rpc_system_name="grpc",rpc_method="verify.v1.VerificationService/Check",rpc_response_status_code="OK"} 1""" + "\n",
            page, StringComparison.Ordinal);
        Assert.Contains(
            """verify_caller_call_duration_seconds_count{verify_caller="permits",verify_department="LICENSING",rpc_response_status_code="PERMISSION_DENIED"} 1""" + "\n",
            page, StringComparison.Ordinal);
        Assert.Contains(
            """rpc_server_call_duration_seconds_count{rpc_system_name="grpc",rpc_method="verify.v1.VerificationService/Check",rpc_response_status_code="UNAUTHENTICATED"} 1""" + "\n",
            page, StringComparison.Ordinal);
        Assert.Contains("verify_callers_refused_total 1\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_TLS_the_page_is_for_callers_with_the_scope_alone()
    {
        using var folder = new TemporaryFolder();
        await using var service = await RunningService.StartAsync(configure: options => options.Tls.Certificate = Certificates.WriteServer(folder));
        var prometheus = await service.AddAsync("prometheus", "metrics", static caller => caller with { DepartmentCode = null });
        var permits = await service.AddAsync("permits", "check");
        using var handler = new SocketsHttpHandler();
        // The server's certificate is its own authority.
        using var server = X509CertificateLoader.LoadCertificateFromFile(service.Foundation.Options.Tls.Certificate);
        var known = server.GetCertHashString();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == known;
        using var http = new HttpClient(handler);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(prometheus));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(permits));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("vk_nobody"));

        async Task<HttpStatusCode> StatusAsync(string key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(service.TlsAddress!, "/metrics"));
            request.Headers.Add("authorization", $"Bearer {key}");
            using var reply = await http.SendAsync(request, Stop);
            return reply.StatusCode;
        }
    }

    [Fact]
    public async Task Whoever_does_not_want_the_page_has_none()
    {
        await using var service = await RunningService.StartAsync(configure: static options => options.Telemetry.Metrics = false);
        using var reply = await service.Http.GetAsync(new Uri("/metrics", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
    }

    /// <summary>A check, a lift, and a stream.</summary>
    internal static async Task DoSomethingOfEverythingAsync(RunningService service)
    {
        await service.RecordAsync(static world => world.Listed(Listed, "B-WAGE", "2025-05-01", "2027-04-30"));
        await service.RecordAsync(static world => world.ObjectionFiled(Listed, "B-WAGE", "2026-06-01T09:00").ObjectionAccepted(Listed, "B-WAGE", "2026-06-02T09:00"));
        await service.Verification.CheckAsync(Asking.Ask(Listed, "LIC"), cancellationToken: Stop);
        using var watch = service.Verification.Watch(
            new() { Context = Context(), Subjects = { Asking.Subject(Listed) } }, cancellationToken: Stop);
        Assert.True(await watch.ResponseStream.MoveNext(Stop));

        static V1.CheckRequest Context()
        {
            var context = Asking.Ask(Listed, "LIC");
            context.Subject = null;
            context.AsOf = null;
            return context;
        }
    }

    internal static Task<string> ReadAsync(RunningService service) => service.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Stop);

    [GeneratedRegex("""^(# HELP [a-zA-Z_:][\w:]* .*|# TYPE [a-zA-Z_:][\w:]* (counter|gauge|histogram)|[a-zA-Z_:][\w:]*(\{(\w+="([^"\\\n]|\\.)*",?)+\})? (\+Inf|NaN|-?[0-9.eE+\-]+))$""")]
    private static partial Regex Line();

    [GeneratedRegex("""^([\w:]+)_bucket\{(.*?),?le="([^"]+)"\} (\d+)$""", RegexOptions.Multiline)]
    private static partial Regex Bucket();

    [GeneratedRegex("""(\w+)="(?:[^"\\]|\\.)*",?""")]
    private static partial Regex Label();
}
