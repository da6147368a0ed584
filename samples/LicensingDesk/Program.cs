using LicensingDesk;
using Verify.Client;

// One morning at the desk of the demonstration county. Start the service first: dotnet run --project src/Verify.Service
var address = args.ElementAtOrDefault(0) ?? "http://127.0.0.1:5080";
using var verify = VerifyClient.Connect(address, static options => options.Language = "en");
var desk = new Desk(verify, regionCode: "520523", officer: "wang");
var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));
string[] complete = ["APPLICATION", "SITE-PERMIT", "PHOTO", "LEASE"];

try
{
    // A trusted organisation with all its papers.
    Show(await desk.ReceiveAsync(new Application("CASE-101", "91520523MA6HQ0013R", "LIC", complete)));

    // Another without the lease, which may follow later: as soon as it has promised when.
    var withoutLease = new Application("CASE-102", "91520523MA6HQ00642", "LIC", complete[..3]);
    var received = await desk.ReceiveAsync(withoutLease);
    Show(received);
    if (received.Step == Step.AskForCommitment)
        Show(await desk.ReceiveAsync(withoutLease with { PapersPromisedOn = today.AddDays(2) }));

    // One that is on a black list: the officer looks, decides, and the desk reports before the case is closed.
    var listed = await desk.ReceiveAsync(new Application("CASE-103", "91520523MA6HQ01018", "LIC", complete));
    Show(listed);
    foreach (var measure in listed.Answer.Measures)
        Console.WriteLine($"    {measure.Code}: {measure.Effect}, {measure.Strength}, {string.Join("; ", measure.LegalBasis)}");
    var report = await desk.CloseAsync(listed, today, whyNot: static _ => null);
    Console.WriteLine($"    closed, report {report.ReportId}, findings {report.Findings.Count}");
    return 0;
}
catch (VerifyException exception)
{
    // Nothing was verified, so nothing may be concluded from it.
    Console.Error.WriteLine($"Not verified: {exception.Error}");
    return 1;
}

static void Show(Acceptance one) => Console.WriteLine(
    $"{one.Application.CaseNumber}  {one.Step}  {string.Join(", ", one.Answer.Reasons.Select(static reason => reason.Message))}"
    + $"  feedback due {one.Answer.FeedbackDueDay?.ToString("yyyy-MM-dd") ?? "never"}");
