using System.Collections.Concurrent;
using System.Globalization;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Verify.Callers;
using Verify.Domain;
using Verify.Service.Tests.Outside;
using Verify.Tests.Transport;
using Verify.V1;
using CodeType = Verify.Domain.CodeType;
using static Verify.Service.Tests.WorkedExamples.Asking;

namespace Verify.Service.Tests.Identity;

/// <summary>Whoever tries persons' numbers out is slowed, told and put on record.</summary>
public sealed class PersonProbesTests
{
    private static readonly string[] Persons = ["520599198001010014", "520599201203010017", "520599200806150014"];
    private static readonly DateTimeOffset Now = new(2026, 6, 15, 2, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _log = new();

    [Fact]
    public void So_many_persons_an_hour_and_those_again_as_often_as_one_likes()
    {
        var probes = Probes(3);
        for (var i = 0; i < 3; i++)
            Assert.Null(probes.Charge("one", Person(i), isRefused: false, Now));
        var refusal = probes.Charge("one", Person(3), isRefused: false, Now + TimeSpan.FromMinutes(20))!;
        Assert.Equal((FailureReason.PersonBudgetExceeded, TimeSpan.FromMinutes(40)), (refusal.Reason, refusal.RetryAfter));
        Assert.Null(probes.Charge("one", Person(1), isRefused: false, Now));
        Assert.Null(probes.Charge("two", Person(3), isRefused: false, Now));
        Assert.Null(probes.Charge("one", Person(3), isRefused: false, Now + TimeSpan.FromHours(1)));
    }

    [Fact]
    public void Who_has_no_basis_spends_ten_times_as_much()
    {
        var probes = Probes(30);
        for (var i = 0; i < 3; i++)
            Assert.Null(probes.Charge("one", Person(i), isRefused: true, Now));
        Assert.NotNull(probes.Charge("one", Person(3), isRefused: false, Now));
    }

    [Fact]
    public void The_log_hears_of_it_once_an_hour_and_of_nobody_s_number()
    {
        var probes = Probes(1);
        for (var hour = 0; hour < 2; hour++)
        {
            for (var i = 0; i < 20; i++)
                probes.Charge("one", Person(i), isRefused: false, Now + TimeSpan.FromHours(hour));
        }

        Assert.Equal(2, _log.Count);
        Assert.All(_log, static entry => Assert.StartsWith("PersonsProbed: Caller one ", entry.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(_log, static entry => entry.Text.Contains("520599", StringComparison.Ordinal));
    }

    [Fact]
    public void No_limit_is_no_limit()
    {
        var probes = Probes(0);
        Assert.All(Enumerable.Range(0, 100), i => Assert.Null(probes.Charge("one", Person(i), isRefused: true, Now)));
    }

    [Fact]
    public void The_largest_budget_is_counted_to_an_eighth()
    {
        var probes = Probes(PersonProbes.BudgetMax);
        var counted = Enumerable.Range(0, 2 * PersonProbes.BudgetMax).TakeWhile(i => probes.Charge("one", Person(i), isRefused: false, Now) is null).Count();
        Assert.InRange(counted, PersonProbes.BudgetMax, PersonProbes.BudgetMax * 9 / 8);
    }

    [Fact]
    public async Task A_caller_who_probes_waits_and_is_on_record()
    {
        await using var service = await RunningService.StartAsync(configure: static options => options.Callers.PersonsPerHourMax = 2);
        foreach (var person in Persons[..2])
            await service.Verification.CheckAsync(Ask(person, "HONOUR"), cancellationToken: Stop);
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await service.Verification.CheckAsync(Ask(Persons[2], "HONOUR"), cancellationToken: Stop));
        Assert.Equal(StatusCode.ResourceExhausted, refusal.StatusCode);
        Assert.Equal("PERSON_BUDGET_EXCEEDED", Errors.StatusOf(refusal).GetDetail<ErrorInfo>()!.Reason);
        Assert.Equal(3_600, Errors.StatusOf(refusal).GetDetail<RetryInfo>()!.RetryDelay.Seconds);
        await Assert.ThrowsAsync<RpcException>(async () => await service.Registry.GetDossierAsync(
            new GetDossierRequest { Subject = Subject(Persons[2]), PersonStatutoryCode = "GPL-22" }, cancellationToken: Stop));

        var refused = await service.Audit.SearchChecksAsync(new SearchChecksRequest { RefusalsOnly = true }, cancellationToken: Stop);
        Assert.Equal("PERSON_BUDGET_EXCEEDED", Assert.Single(refused.Checks).Refusal);
        service.Clock.Now += TimeSpan.FromHours(1);
        await service.Verification.CheckAsync(Ask(Persons[2], "HONOUR"), cancellationToken: Stop);
    }

    private PersonProbes Probes(int most) => new(most, new LoggerFactory([new QueueLoggerProvider(_log)]).CreateLogger<PersonProbes>());

    private static SubjectCode Person(int i) => new(CodeType.ResidentId, string.Create(CultureInfo.InvariantCulture, $"52059919800101{i:0000}"));
}
