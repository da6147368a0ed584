using Verify.Hosting.Commands;
using Verify.Tests.Stores;

namespace Verify.Service.Tests.Hosting;

/// <summary>Secrets as files, one for each.</summary>
public sealed class SecretsTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_of_the_folder_is_the_setting_that_it_is_named_after()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("secrets"));
        await File.WriteAllTextAsync(folder.File("secrets/Verify__Data"), folder.File("elsewhere") + "\n", Stop);

        Assert.Equal(CommandLine.Done, await MigrateAsync(folder.File("secrets")));

        Assert.True(File.Exists(folder.File("elsewhere/verify.db")));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(CommandLine.NotStarted, await MigrateAsync(folder.File("secrets"), "--data", folder.File("data")));
    }

    private static Task<int> MigrateAsync(string secrets, params string[] more) =>
        CommandLine.RunAsync(["migrate", $"--Verify:Secrets={secrets}", .. more], TextWriter.Null, Stop);
}
