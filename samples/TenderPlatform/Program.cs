using TenderPlatform;
using Verify.Client;
using Verify.Receipts;
using Verify.V1;

// A tender of the demonstration county. Start the service first: dotnet run --project src/Verify.Service
// Once, the keys by which its receipts are verified: dotnet run --project src/Verify.Service -- receipt-key > keys.pem
// Then: dotnet run --project samples/TenderPlatform -- [address] [bidders' file] [minutes until the award] [file of the keys]
var address = args.ElementAtOrDefault(0) ?? "http://127.0.0.1:5080";
var file = args.ElementAtOrDefault(1) ?? Path.Combine("data", "demo", "base-registry.csv");
var untilAward = TimeSpan.FromMinutes(double.Parse(args.ElementAtOrDefault(2) ?? "1"));
using var verify = VerifyClient.Connect(address, static options => options.Language = "en");
var tender = new Tender(verify, caseNumber: "TENDER-7", regionCode: "520523", officer: "li");
var trusted = ReceiptVerifier.Trusting(await File.ReadAllTextAsync(args.ElementAtOrDefault(3) ?? "keys.pem"));
var tenderFile = new TenderFile(verify, trusted, "tender-7");
var bidders = Bidder.ReadFile(file).Take(300).ToArray();

try
{
    // Everybody as of the same instant, which the answers of one of them tell by the service's own clock.
    var now = (await verify.CheckAsync(Question(bidders[0]))).EvaluatedAt.ToDateTimeOffset();
    var all = await tender.QualifyAsync(bidders, cutOff: now);
    var together = await tender.QualifyAsync(new Consortium("Consortium of two", [bidders[0], bidders[1]]), cutOff: now);
    foreach (var one in all.Append(together))
        await tenderFile.AddAsync(one);
    Console.WriteLine($"The receipts and their forms are in {Path.GetFullPath("tender-7")}.");
    Console.WriteLine($"{all.Count} bidders and a consortium examined; {all.Count(static one => !one.IsClear)} go before the committee:");
    foreach (var one in all.Append(together).Where(static one => !one.IsClear))
        Console.WriteLine($"  {one.Name}  {one.Answer.Disposition}  representative {one.Representative?.Disposition.ToString() ?? "not asked about"}");

    Console.WriteLine($"Watching until the award, {untilAward.TotalMinutes} minutes.");
    using var award = new CancellationTokenSource(untilAward);
    var first = new HashSet<Bidder>(bidders);
    try
    {
        await foreach (var change in tender.WatchAsync(bidders, award.Token))
        {
            // The answers as they are come first; what follows are changes.
            if (!first.Remove(change.Item))
                Console.WriteLine($"  {change.Item.Name} is now {change.Answer?.Disposition.ToString() ?? $"not verified: {change.Error}"}");
        }
    }
    catch (OperationCanceledException)
    {
        Console.WriteLine("Awarded.");
    }

    return 0;
}
catch (VerifyException exception)
{
    // Nothing was verified, so nothing may be concluded from it.
    Console.Error.WriteLine($"Not verified: {exception.Error}");
    return 1;
}

static CheckRequest Question(Bidder bidder) => new()
{
    Subject = bidder.Organisation, MatterCode = "BID", CaseNumber = "TENDER-7", Stage = Stage.Qualify, RegionCode = "520523", OperatorId = "li",
};
