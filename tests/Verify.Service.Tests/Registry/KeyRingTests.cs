using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Verify.Registry;
using Verify.Tests.Stores;

namespace Verify.Tests.Registry;

/// <summary>Where keys come from, and what is said when they are wrong.</summary>
public sealed class KeyRingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("verify.keys");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_fault_is_named_at_once_and_none_quotes_a_key()
    {
        var options = new KeyRingOptions
        {
            Index = "c2VjcmV0LXRvby1zaG9ydA==",
            CurrentSeal = "gone",
            Seal = { ["fine"] = TestKeys.KeyOf(1), ["no spaces"] = TestKeys.KeyOf(2), ["short"] = "c2hvcnQ=", ["text"] = "?" },
        };

        var thrown = Assert.Throws<OptionsValidationException>(() => new KeyRing(options));

        Assert.Equal(
            [
                "Verify:Keys:Index must be base64 of 32 bytes.",
                "Verify:Keys:Seal:no spaces must be named by 1 to 32 of A-Z a-z 0-9 . _ -",
                "Verify:Keys:Seal:short must be base64 of 32 bytes.",
                "Verify:Keys:Seal:text must be base64 of 32 bytes.",
                "Verify:Keys:CurrentSeal must name a key of Verify:Keys:Seal.",
            ],
            thrown.Failures);
    }

    [Fact]
    public void A_ring_is_bound_from_configuration()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Verify:Keys:Index"] = TestKeys.KeyOf(1),
                ["Verify:Keys:CurrentSeal"] = "2026-01",
                ["Verify:Keys:Seal:2026-01"] = TestKeys.KeyOf(2),
            })
            .Build();

        var options = configuration.GetSection("Verify:Keys").Get<KeyRingOptions>()!;

        Assert.Empty(options.Faults());
        Assert.False(options.IsEmpty);
        Assert.Equal(TestKeys.Ring.Fingerprint, new KeyRing(options).Fingerprint);
        Assert.True(new KeyRingOptions().IsEmpty);
    }

    [Fact]
    public void Starts_that_race_for_the_key_file_use_the_keys_of_the_first()
    {
        var rings = new KeyRing[16];

        Parallel.For(0, rings.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => rings[i] = KeyFile.OpenOrCreate(Path));

        Assert.Single(rings.Select(static ring => ring.Fingerprint).Distinct());
        Assert.Equal([Path], Directory.GetFiles(_folder.Path));
        var sealedByOne = new SubjectKeys(rings[0]).IdentityOf(TestKeys.Persons[0]);
        Assert.Equal(TestKeys.Persons[0], new SubjectKeys(KeyFile.OpenOrCreate(Path)).Open(sealedByOne));
    }

    [Fact]
    public void The_key_file_is_for_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        KeyFile.OpenOrCreate(Path);

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void Two_installations_have_different_keys() =>
        Assert.NotEqual(KeyFile.OpenOrCreate(Path).Fingerprint, KeyFile.OpenOrCreate(_folder.File("other.keys")).Fingerprint);

    [Theory]
    [InlineData("")]
    [InlineData("secret-that-is-no-json")]
    [InlineData("null")]
    [InlineData("{\"Index\":\"c2VjcmV0\"}")]
    public void A_damaged_key_file_is_refused_and_neither_replaced_nor_quoted(string content)
    {
        File.WriteAllText(Path, content);

        var refused = Assert.Throws<InvalidDataException>(() => KeyFile.OpenOrCreate(Path));

        Assert.Contains(Path, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(Path));
    }
}
