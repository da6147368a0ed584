using TenderPlatform;
using Verify.Client.Testing;
using Verify.Client.Tests.Running;
using Verify.Receipts;
using Verify.V1;

namespace Verify.Client.Tests.Samples;

public sealed class TenderPlatformTests(DemoCounty county) : IClassFixture<DemoCounty>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_hundred_bidders_with_their_representatives_and_a_consortium_are_examined_as_of_one_instant_and_filed()
    {
        using var verify = VerifyClient.Connect(county.Address);
        using var folder = new DataFolder();
        var tender = TenderOf(verify);
        Bidder[] bidders = [.. Bidder.ReadFile(county.BaseRegistry).OrderBy(static bidder => bidder.Code != Questions.Barred).Take(300)];
        var cutOff = DateTimeOffset.UtcNow;

        var all = await tender.QualifyAsync(bidders, cutOff, Cancellation);
        var together = await tender.QualifyAsync(new Consortium("联合体", [bidders[0], bidders[1]]), cutOff, Cancellation);

        Assert.Equal(bidders.Select(static bidder => bidder.Name), all.Select(static one => one.Name));
        Assert.All(all, one => Assert.Equal(cutOff.ToUnixTimeMilliseconds(), one.Answer.AsOf.ToDateTimeOffset().ToUnixTimeMilliseconds()));
        Assert.Equal(bidders.Count(static bidder => bidder.Representative.Length > 0), all.Count(static one => one.Representative is not null));
        Assert.True(all[0].Answer.IsBarred);
        Assert.True(together.Answer.IsBarred);
        Assert.Equal(2, together.Answer.Members.Count);

        var trusted = ReceiptVerifier.Trusting(await File.ReadAllTextAsync(county.ReceiptKeys, Cancellation));
        var file = new TenderFile(verify, trusted, folder.Path);
        foreach (var one in all.Append(together))
            await file.AddAsync(one, Cancellation);
        var filed = Directory.EnumerateFiles(folder.Path).ToArray();
        Assert.Equal(2 * (301 + all.Count(static one => one.Representative is not null)), filed.Length);
        Assert.All(filed, one => Assert.True(trusted.Verify(File.ReadAllBytes(one)).IsValid));
    }

    [Fact]
    public async Task What_no_trusted_key_has_signed_is_not_filed()
    {
        var verify = new FakeVerifyClient();
        using var folder = new DataFolder();
        var answer = await verify.CheckAsync(Questions.About(Questions.Trusted, "BID"), Cancellation);
        var qualification = new Qualification("甲", answer);

        await Assert.ThrowsAsync<InvalidDataException>(() =>
            new TenderFile(verify, new ReceiptVerifier([new FakeVerifyClient().ReceiptKey]), folder.Path).AddAsync(qualification, Cancellation));
        Assert.Empty(Directory.EnumerateFiles(folder.Path));

        await new TenderFile(verify, new ReceiptVerifier([verify.ReceiptKey]), folder.Path).AddAsync(qualification, Cancellation);
        Assert.Equal(2, Directory.EnumerateFiles(folder.Path).Count());
    }

    [Fact]
    public async Task A_bidder_listed_before_the_award_is_noticed()
    {
        var verify = new FakeVerifyClient();
        using var award = new CancellationTokenSource();
        Bidder[] bidders = [new("甲", Questions.Trusted, ""), new("乙", Questions.Barred, "")];
        var seen = new List<string>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var change in TenderOf(verify).WatchAsync(bidders, award.Token))
            {
                seen.Add($"{change.Item.Name} {change.Require().Disposition}");
                if (seen.Count == 2)
                    verify.Answer(Questions.Barred, FakeAnswers.Prohibit("BID_BAR"));
                if (seen.Count == 3)
                    await award.CancelAsync();
            }
        });

        Assert.Equal(["甲 Normal", "乙 Normal", "乙 Prohibit"], seen);
    }

    [Fact]
    public async Task Where_one_cannot_be_verified_no_bid_is_judged()
    {
        var verify = new FakeVerifyClient();
        verify.Fail(Questions.Barred, new VerifyError(Grpc.Core.StatusCode.Unavailable, ErrorReason.StoreUnavailable, "away"));
        Bidder[] bidders = [new("甲", Questions.Trusted, ""), new("乙", Questions.Barred, "")];

        var failed = await Assert.ThrowsAsync<VerifyException>(() => TenderOf(verify).QualifyAsync(bidders, DateTimeOffset.UtcNow, Cancellation));

        Assert.Equal(ErrorReason.StoreUnavailable, failed.Reason);
    }

    private static Tender TenderOf(IVerifyClient verify) => new(verify, caseNumber: "TENDER-7", regionCode: "520523", officer: "li");
}
