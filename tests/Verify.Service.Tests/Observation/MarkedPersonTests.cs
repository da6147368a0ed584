using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Verify.Service.Tests.Outside;
using Verify.Service.Tests.WorkedExamples;
using Verify.Telemetry;
using Verify.V1;

namespace Verify.Service.Tests.Observation;

/// <summary>Nothing of anybody asked about reaches metrics or spans.</summary>
public sealed class MarkedPersonTests
{
    private const string Organisation = "91520523MA6HQ01873";
    private const string Person = "520599198001010014";
    private const string Name = "Ztzqx测无名";
    private const string Case = "CASE-ZTZQX-7";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_code_no_name_and_no_case_is_in_a_metric_or_a_span()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == ServiceMeter.Name,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var service = await RunningService.StartAsync();
        await service.RecordAsync(static world => world.Registered(Organisation, name: Name).Relation(Organisation, Person, Role.LegalRep));
        foreach (var code in (string[])[Organisation, Person, Person[..17] + "9"])
        {
            var question = Asking.Ask(code, "HONOUR");
            question.Subject.Name = Name;
            question.CaseNumber = Case;
            question.OperatorId = Name;
            try
            {
                // Also as the name of a department, which a development caller may choose.
                await service.Verification.CheckAsync(question, new Metadata { { "verify-department", Person } }, cancellationToken: Stop);
            }
            catch (RpcException refused)
            {
                Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
            }
        }

        var told = await MetricsPageTests.ReadAsync(service) + string.Join('\n', spans.Select(Describe));

        Assert.Contains("verify.v1.VerificationService/Check", told, StringComparison.Ordinal);
        Assert.Contains(spans, static span => span.OperationName == Traces.StoreRead);
        foreach (var mark in (string[])[Organisation, Organisation[8..], Person, Person[6..14], Name, "Ztzqx", "无名", Case])
            Assert.DoesNotContain(mark, told, StringComparison.OrdinalIgnoreCase);
    }

    private static string Describe(Activity span) =>
        $"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Baggage)} {string.Join(' ', span.Events.Select(static one => one.Name + string.Join(' ', one.Tags)))}";
}
