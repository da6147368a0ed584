using System.Text;
using Google.Protobuf;
using Verify.V1;

namespace TenderPlatform;

/// <summary>The file of the tender: every answer that the committee had before it, under the number of its query.</summary>
public sealed class TenderFile(string folder)
{
    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithIndentation());

    /// <summary>Files what a qualification rests on.</summary>
    public async Task AddAsync(Qualification qualification, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(folder);
        foreach (var answer in new[] { qualification.Answer, qualification.Representative }.OfType<CheckResponse>())
            await File.WriteAllTextAsync(Path.Combine(folder, $"{answer.CheckId}.json"), Json.Format(answer), Encoding.UTF8, cancellation);
    }
}
