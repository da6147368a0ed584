using LicensingDesk;
using Verify.Client.Testing;
using Verify.Client.Tests.Running;
using Verify.V1;

namespace Verify.Client.Tests.Samples;

public sealed class LicensingDeskTests(DemoCounty county) : IClassFixture<DemoCounty>
{
    private const string Clean = "91520523MA6HQ00642";
    private static readonly string[] Complete = ["APPLICATION", "SITE-PERMIT", "PHOTO", "LEASE"];

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trusted_applicant_with_all_papers_goes_first()
    {
        using var verify = VerifyClient.Connect(county.Address);
        var acceptance = await DeskOf(verify).ReceiveAsync(new Application("CASE-1", Questions.Trusted, "LIC", Complete), Cancellation);
        Assert.Equal(Step.AcceptFirst, acceptance.Step);
    }

    [Fact]
    public async Task A_paper_that_may_follow_does_so_once_the_applicant_has_promised_when()
    {
        using var verify = VerifyClient.Connect(county.Address);
        var application = new Application("CASE-2", Clean, "LIC", Complete[..3]);

        var asked = await DeskOf(verify).ReceiveAsync(application, Cancellation);
        var promised = await DeskOf(verify).ReceiveAsync(application with { PapersPromisedOn = Today.AddDays(2) }, Cancellation);
        var tooLate = await DeskOf(verify).ReceiveAsync(application with { PapersPromisedOn = Today.AddDays(90) }, Cancellation);

        Assert.Equal((Step.AskForCommitment, Step.AcceptPapersLater), (asked.Step, promised.Step));
        Assert.Equal(["LEASE"], promised.Missing);
        Assert.DoesNotContain(tooLate.Step, new[] { Step.AcceptPapersLater, Step.Accept, Step.AcceptFirst });
    }

    [Fact]
    public async Task A_paper_that_the_law_asks_for_cannot_follow()
    {
        using var verify = VerifyClient.Connect(county.Address);
        var acceptance = await DeskOf(verify).ReceiveAsync(new Application("CASE-3", Clean, "LIC", ["APPLICATION", "PHOTO", "LEASE"]), Cancellation);
        Assert.Equal(Step.AskForPapers, acceptance.Step);
    }

    [Fact]
    public async Task A_listed_applicant_is_shown_to_the_officer_and_every_measure_is_reported_before_the_case_is_closed()
    {
        using var verify = VerifyClient.Connect(county.Address, static options => options.Department = "LICENSING");
        var listed = await DeskOf(verify).ReceiveAsync(new Application("CASE-4", Questions.Barred, "LIC", Complete), Cancellation);
        Assert.Equal(Step.ShowOfficer, listed.Step);

        var report = await DeskOf(verify).CloseAsync(listed, Today, whyNot: static _ => null, Cancellation);

        Assert.NotEmpty(report.ReportId);
        Assert.DoesNotContain(FindingKind.CaseClosedWithoutCheck, report.Findings);
    }

    [Fact]
    public async Task What_the_desk_reports_is_told_by_the_fake_without_any_service()
    {
        var verify = new FakeVerifyClient();
        verify.Answer(Questions.Barred, FakeAnswers.Prohibit("LIC_BAR", "LIC_LIMIT"));
        var listed = await DeskOf(verify).ReceiveAsync(new Application("CASE-5", Questions.Barred, "LIC", Complete), Cancellation);

        await DeskOf(verify).CloseAsync(listed, Today, static measure => measure.Code == "LIC_LIMIT" ? "无需限制" : null, Cancellation);

        var outcomes = Assert.Single(verify.Reports).Outcomes;
        Assert.Equal(
            [("LIC_BAR", OutcomeResult.Executed, ""), ("LIC_LIMIT", OutcomeResult.NotExecuted, "无需限制")],
            outcomes.Select(static one => (one.MeasureCode, one.Result, one.Reason)));
    }

    private static Desk DeskOf(IVerifyClient verify) => new(verify, regionCode: "520523", officer: "wang");
}
