using System.Text;
using Verify.Domain;
using Verify.Hosting;
using Verify.Load.Check.Subjects;

namespace Verify.Load.Check.Lanes;

/// <summary>Q: the facts of one subject, read from the store as the service reads them, and nothing else.</summary>
internal static class StoreReads
{
    public static async Task RunAsync(string data, int subjects)
    {
        await using var foundation = await Foundation.OpenAsync(new VerifyOptions { Data = data }, CancellationToken.None);
        var sample = new Sample(subjects);
        var pick = Picks.Uniform(sample);
        BareReader.Serve(() =>
        {
            var key = new SubjectKey("U:" + Encoding.ASCII.GetString(sample.CodeOf(pick())));
            foundation.Store.ReadAsync([key], Registry.Knowledge.Now, CancellationToken.None).GetAwaiter().GetResult();
        });
    }
}
