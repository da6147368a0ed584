using System.Text;
using Grpc.Core;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>A person's number goes in, and is nowhere to be found.</summary>
public sealed class PersonPrivacyTests
{
    private const string T = "91520523MA6HQ01873";
    private static readonly string[] Persons = ["520599198001010014", "520599201203010017", "520599200806150014", "52059920080616001X", "520599197512310014"];

    [Fact]
    public async Task No_file_and_no_reply_holds_a_persons_number()
    {
        var stop = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using (var service = await RunningService.StartAsync(database: $"Data Source={folder.File("verify.db")}"))
        {
            var world = World.Of(static world =>
            {
                foreach (var person in Persons)
                    world.Relation(T, person, Role.SeniorManager)
                        .Listed(person, "B-COURT", "2025-05-01", "2027-04-30", entry => entry.EntryId = $"E-{Array.IndexOf(Persons, person)}");
            });
            foreach (var record in world.Records)
                await service.Registry.RecordAsync(record, cancellationToken: stop);
            foreach (var person in Persons)
            {
                var answer = await service.Verification.CheckAsync(Asking.Ask(person, "HONOUR"), cancellationToken: stop);
                AssertHoldsNone(answer.ToString());
                var refused = Asking.Ask(person, "HONOUR");
                refused.PersonBasis = null;
                AssertHoldsNone((await Assert.ThrowsAsync<RpcException>(async () => await service.Verification.CheckAsync(refused, cancellationToken: stop))).ToString());
                refused.Subject.Code = person[..17] + (person[17] == '1' ? '2' : '1');
                AssertHoldsNone((await Assert.ThrowsAsync<RpcException>(async () => await service.Verification.CheckAsync(refused, cancellationToken: stop))).ToString());
            }
        }

        var files = Directory.GetFiles(folder.Path);
        Assert.NotEmpty(files);
        foreach (var file in files)
            AssertHoldsNone(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, stop)));
    }

    private static void AssertHoldsNone(string text)
    {
        foreach (var person in Persons)
            Assert.DoesNotContain(person[..17], text, StringComparison.OrdinalIgnoreCase);
    }
}
