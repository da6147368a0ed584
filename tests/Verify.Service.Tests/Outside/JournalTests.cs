using System.Net;
using System.Text;
using Google.Rpc;
using Grpc.Core;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>Answers while the store cannot be written: given and kept, up to what may wait; and what readers of the register are told.</summary>
public sealed class JournalTests
{
    private const string K = "91520523MA6HQ01018";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_store_cannot_be_written_checks_are_answered_and_reads_of_the_register_are_STORE_UNAVAILABLE()
    {
        using var folder = new TemporaryFolder();
        await using var service = await RunningService.StartAsync(data: folder.Path);
        string answer;
        using (var other = ByHand.Connect(folder.File("verify.db")))
        {
            using var transaction = other.BeginTransaction();
            answer = (await service.Verification.CheckAsync(Asking.Ask(K, "LIC"), cancellationToken: Stop)).CheckId;
            var refused = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(
                async () => await service.Audit.SearchChecksAsync(new SearchChecksRequest(), cancellationToken: Stop)));
            Assert.Equal(("STORE_UNAVAILABLE", (int)StatusCode.Unavailable), (refused.GetDetail<ErrorInfo>()!.Reason, refused.Code));
        }

        var found = await service.Audit.SearchChecksAsync(new SearchChecksRequest(), cancellationToken: Stop);
        Assert.Equal(answer, Assert.Single(found.Checks).CheckId);
    }

    [Fact]
    public async Task When_as_much_waits_as_may_checks_are_RESOURCE_EXHAUSTED_and_none_that_was_answered_is_lost()
    {
        using var folder = new TemporaryFolder();
        await using var service = await RunningService.StartAsync(
            data: folder.Path, configure: static options => (options.Register.SegmentMiB, options.Register.MaxMiB) = (1, 1));
        var answers = new List<string>();
        using (var other = ByHand.Connect(folder.File("verify.db")))
        {
            using var transaction = other.BeginTransaction();
            var refused = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(async () =>
            {
                while (answers.Count < 10_000)
                    answers.Add((await service.Verification.CheckAsync(Asking.Ask(K, "LIC"), cancellationToken: Stop)).CheckId);
            }));
            Assert.Equal(("REGISTER_FULL", (int)StatusCode.ResourceExhausted), (refused.GetDetail<ErrorInfo>()!.Reason, refused.Code));
            Assert.True(refused.GetDetail<RetryInfo>()!.RetryDelay.ToTimeSpan() > TimeSpan.Zero);

            // Refusals are registered too; being smaller, some still find room.
            HttpStatusCode status;
            do
            {
                using var content = new StringContent("{}", Encoding.UTF8, "application/json");
                using var reply = await service.Http.PostAsync("verify.v1.VerificationService/Check", content, Stop);
                status = reply.StatusCode;
            }
            while (status == HttpStatusCode.BadRequest);
            Assert.Equal(HttpStatusCode.TooManyRequests, status);
        }

        var statistics = await service.Audit.GetStatisticsAsync(new GetStatisticsRequest { FromMonth = "2026-06" }, cancellationToken: Stop);
        Assert.Equal(answers.Count, statistics.Statistics.Sum(static one => one.Checks));
        await service.Verification.CheckAsync(Asking.Ask(K, "LIC"), cancellationToken: Stop);
    }

    [Fact]
    public async Task A_check_that_another_service_has_just_answered_can_be_reported_on()
    {
        using var folder = new TemporaryFolder();
        await using var one = await RunningService.StartAsync(data: folder.Path, configure: static options => options.Register.ShipMs = 1);
        await using var other = await RunningService.StartAsync(data: folder.Path);
        for (var i = 0; i < 20; i++)
        {
            var check = await one.Verification.CheckAsync(Asking.Ask(K, "LIC"), cancellationToken: Stop);
            await other.Verification.ReportOutcomeAsync(
                new ReportOutcomeRequest { CheckId = check.CheckId, RequestId = $"r-{i}", OperatorId = "wang", CaseClosedOn = "2026-06-15" }, cancellationToken: Stop);
        }
    }

    [Fact]
    public async Task A_check_that_another_service_is_slow_to_ship_can_be_reported_on()
    {
        using var folder = new TemporaryFolder();
        await using var one = await RunningService.StartAsync(data: folder.Path, configure: static options => options.Register.ShipMs = 500);
        await using var other = await RunningService.StartAsync(data: folder.Path);
        var check = await one.Verification.CheckAsync(Asking.Ask(K, "LIC"), cancellationToken: Stop);
        await other.Verification.ReportOutcomeAsync(
            new ReportOutcomeRequest { CheckId = check.CheckId, RequestId = "r-1", OperatorId = "wang", CaseClosedOn = "2026-06-15" }, cancellationToken: Stop);
    }
}
