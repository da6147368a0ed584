using System.Collections.Concurrent;
using System.Text;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Verify.Callers;
using Verify.Hosting.Commands;
using Verify.Service.Tests.Outside;
using Verify.Tests.Stores;
using Verify.Tests.Transport;
using static Verify.Service.Tests.WorkedExamples.Asking;

namespace Verify.Service.Tests.Identity;

/// <summary>An API key is known to its owner alone.</summary>
public sealed class SecretTests : IDisposable
{
    private const string A = "91520523MA6HQ0013R";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_two_keys_are_alike_and_each_is_known_by_its_form()
    {
        var keys = Enumerable.Range(0, 1000).Select(static _ => ApiKey.Create()).ToHashSet();
        Assert.Equal(1000, keys.Count);
        Assert.Equal(1000, keys.Select(static key => ApiKey.IdOf(key).ToString()).Distinct().Count());
        Assert.All(keys, static key => Assert.Matches("^vk_[0-9a-f]{12}_[0-9a-f]{64}$", key));
        Assert.All(keys, static key => Assert.True(ApiKey.IsKey(key)));
    }

    [Fact]
    public void A_key_with_a_single_other_letter_proves_nothing()
    {
        var key = ApiKey.Create();
        var credential = Credential.OfKey(key);
        Assert.True(credential.Proves(key));
        for (var i = 0; i < key.Length; i++)
        {
            var wrong = key.ToCharArray();
            wrong[i] = wrong[i] == 'a' ? 'b' : 'a';
            Assert.False(credential.Proves(wrong), $"letter {i}");
        }
    }

    [Fact]
    public async Task Neither_a_key_nor_a_token_comes_into_a_log_or_a_file_whatever_becomes_of_the_call()
    {
        using var issuer = new Issuer();
        using var keys = new TemporaryFolder();
        var log = new ConcurrentQueue<(LogLevel Level, string Text)>();
        string key, token, wrong = ApiKey.Create();
        await using (var service = await RunningService.StartAsync(
            data: _folder.Path,
            configure: options => options.Callers.Trust(issuer, keys),
            logging: builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(new QueueLoggerProvider(log, LogLevel.Trace))))
        {
            key = await service.AddAsync("one", "check");
            token = issuer.Issue("two", service.Clock.Now);
            await service.AddAsync("two", "check", static caller => caller with { Credential = Credential.OfToken("two") });
            await service.Verification.CheckAsync(Ask(A, "LIC"), Admissions.As(key));
            await service.Verification.CheckAsync(Ask(A, "LIC"), Admissions.As(token));
            foreach (var credential in (string[])[wrong, key + "0", token[..^4] + "AAAA"])
                await Assert.ThrowsAsync<RpcException>(async () => await service.Verification.CheckAsync(Ask(A, "LIC"), Admissions.As(credential)));
            service.Clock.Now += TimeSpan.FromSeconds(11);
            await service.WhenKnownAsync(_ => log.Any(static entry => entry.Text.StartsWith("StrangersRefused", StringComparison.Ordinal)));
        }

        string[] secrets = [key[16..], wrong[16..], token[..40], token[^20..]];
        Assert.NotEmpty(log);
        Assert.All(secrets, secret => Assert.DoesNotContain(log, entry => entry.Text.Contains(secret, StringComparison.Ordinal)));

        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Stop));
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_header_that_a_connection_repeats_is_proven_once_and_again_when_callers_have_changed()
    {
        await using var service = await RunningService.StartAsync();
        var key = await service.AddAsync("one", "check");
        for (var i = 0; i < 50; i++)
            await service.Verification.CheckAsync(Ask(A, "LIC"), Admissions.As(key));
        // Streams of a connection that overlap have a string each.
        Assert.InRange(service.Foundation.Callers.Roster.Proven, 1, 5);

        await service.AddAsync("two", "check");
        Assert.Equal(0, service.Foundation.Callers.Roster.Proven);
    }

    [Fact]
    public async Task The_command_line_prints_a_key_once_and_the_service_knows_its_owner()
    {
        await using var service = await RunningService.StartAsync(data: _folder.Path);

        var added = await RunAsync("caller", "add", "permits", "--department", "LICENSING", "--region", "5205", "35", "--matter", "LIC", "--scope", "check", "record.entry_listed");
        var key = added.Split(' ', '\n').Single(static word => word.StartsWith(ApiKey.Prefix, StringComparison.Ordinal));
        await service.WhenKnownAsync(static roster => !roster.IsEmpty);
        await service.Verification.CheckAsync(Ask(A, "LIC"), Admissions.As(key));

        var listed = await RunAsync("caller", "list");
        Assert.StartsWith("permits · LICENSING · API key · check record.entry_listed · matters LIC · regions 5205 35 · organisations · since ", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(key[16..], listed + await RunAsync("caller", "list", "--json"), StringComparison.Ordinal);

        Assert.Contains("permits", await RunAsync("caller", "revoke", "permits"), StringComparison.Ordinal);
        await service.WhenKnownAsync(static roster => roster.Callers["permits"].IsRevoked);
        Assert.Equal("REVOKED", (await Admissions.RefusalOf(async () => await service.Verification.CheckAsync(Ask(A, "LIC"), Admissions.As(key)))).Metadata["fault"]);
        await RunAsync(CommandLine.Refused, "caller", "revoke", "permits");
    }

    [Theory]
    [InlineData("caller", "add", "one")]
    [InlineData("caller", "add", "one", "--department", "TAX", "--no-department")]
    [InlineData("caller", "add", "a b", "--department", "TAX")]
    [InlineData("caller", "add", "development", "--department", "TAX")]
    [InlineData("caller", "add", "one", "--department", "TAX", "--scope", "chekc")]
    [InlineData("caller", "add", "one", "--department", "TAX", "--scope", "record.no_such_fact")]
    [InlineData("caller", "add", "one", "--department", "TAX", "--region", "52052X")]
    [InlineData("caller", "add", "one", "--department", "TAX", "--subject", "people")]
    [InlineData("caller", "add", "one", "--department", "TAX", "--calls-per-second", "-1")]
    [InlineData("caller", "add", "one", "--department", "TAX", "--token", "one", "--certificate", "one.pem")]
    [InlineData("caller", "add", "one", "--department", "TAX", "--certificate", "no-such-file.pem")]
    public async Task What_makes_no_sense_is_not_added(params string[] arguments)
    {
        await RunAsync(CommandLine.Wrong, arguments);
        Assert.Equal("", await RunAsync("caller", "list"));
    }

    private Task<string> RunAsync(params string[] arguments) => RunAsync(CommandLine.Done, arguments);

    private async Task<string> RunAsync(int expected, params string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        var catalog = Catalogs.RepositoryCatalogs.WorkedExamplesFolder;
        Assert.Equal(expected, await CommandLine.RunAsync([.. arguments, "--data", _folder.Path, "--catalog", catalog], output, Stop));
        return output.ToString();
    }
}
