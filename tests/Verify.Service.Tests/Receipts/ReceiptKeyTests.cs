using System.Security.Cryptography;
using Verify.Hosting;
using Verify.Receipts;
using Verify.Service.Tests.Outside;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Receipts;

/// <summary>Keys of receipts: made, configured, exchanged, of another algorithm.</summary>
public sealed class ReceiptKeyTests
{
    private const string F = "91520523MA6HQ00642";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_nothing_configured_a_key_is_made_once_for_its_owners_eyes()
    {
        using var folder = new TemporaryFolder();
        var ids = new List<string>();
        for (var start = 0; start < 2; start++)
        {
            await using var service = await RunningService.StartAsync(data: folder.Path);
            ids.Add((await ReceiptAsync(service)).KeyId);
        }

        Assert.Single(ids.Distinct());
        var file = folder.File(ReceiptSigner.KeyFile);
        Assert.Equal(new EcdsaP256Suite().KeyIdOf(PublicKeyOf(await File.ReadAllTextAsync(file, Stop))), ids[0]);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Instances_with_the_same_key_sign_the_same_and_a_receipt_of_one_is_verified_by_the_other()
    {
        using var folder = new TemporaryFolder();
        var key = NewPem();
        await using var first = await RunningService.StartAsync(data: folder.Path, configure: options => Configure(options, "a", ("a", key)));
        await using var second = await RunningService.StartAsync(data: folder.Path, configure: options => Configure(options, "a", ("a", key)));
        var answer = await first.Verification.CheckAsync(Asking.Ask(F, "LIC"), cancellationToken: Stop);

        var ofFirst = await GetAsync(first, answer.CheckId);
        var ofSecond = await GetAsync(second, answer.CheckId);
        Assert.Equal((ofFirst.Payload, ofFirst.KeyId), (ofSecond.Payload, ofSecond.KeyId));
        Assert.True((await VerifierAsync(second)).Verify(ofFirst).IsValid);
        Assert.False(File.Exists(folder.File(ReceiptSigner.KeyFile)));
    }

    [Fact]
    public async Task After_a_key_was_exchanged_old_receipts_verify_still_and_new_ones_are_signed_with_the_new_key()
    {
        using var folder = new TemporaryFolder();
        var (old, next) = (NewPem(), NewPem());
        SignedReceipt before;
        await using (var service = await RunningService.StartAsync(data: folder.Path, configure: options => Configure(options, "2025", ("2025", old))))
            before = await ReceiptAsync(service);

        // The private key of old can be destroyed; the public one is enough, and here comes from a file.
        using var oldKey = ECDsa.Create();
        oldKey.ImportFromPem(old);
        await File.WriteAllTextAsync(folder.File("2025.pem"), oldKey.ExportSubjectPublicKeyInfoPem(), Stop);
        await using var later = await RunningService.StartAsync(
            data: folder.Path, configure: options => Configure(options, "2026", ("2025", folder.File("2025.pem")), ("2026", next)));
        var after = await ReceiptAsync(later);
        var verifier = await VerifierAsync(later);
        Assert.NotEqual(before.KeyId, after.KeyId);
        Assert.True(verifier.Verify(before).IsValid);
        Assert.True(verifier.Verify(after).IsValid);

        // Without the old one nothing is known of what it signed.
        await using var forgetful = await RunningService.StartAsync(data: folder.Path, configure: options => Configure(options, "2026", ("2026", next)));
        Assert.Equal(ReceiptState.UnknownKey, (await VerifierAsync(forgetful)).Verify(before).State);
    }

    [Fact]
    public async Task Another_algorithm_takes_the_place_of_the_first_by_its_name()
    {
        SignatureSuite[] suites = [.. SignatureSuite.All, new ReversedSuite()];
        await using var service = await RunningService.StartAsync(configure: options =>
        {
            options.Receipts.Suites = suites;
            options.Receipts.Algorithm = ReversedSuite.AlgorithmName;
        });
        var receipt = await ReceiptAsync(service);
        var keys = await service.Http.GetStringAsync("receipts/keys", Stop);

        Assert.Equal(ReversedSuite.AlgorithmName, receipt.Algorithm);
        var verifier = new ReceiptVerifier(ReceiptKey.ReadAll(keys, suites));
        Assert.True(verifier.Verify(receipt).IsValid);
        Assert.Equal(ReceiptState.Altered, verifier.Verify(new SignedReceipt(receipt) { Algorithm = EcdsaP256Suite.AlgorithmName }).State);
        Assert.Throws<FormatException>(() => ReceiptKey.ReadAll(keys));
    }

    [Fact]
    public void Everything_wrong_with_the_options_is_said_with_its_path_and_without_the_key()
    {
        using var folder = new TemporaryFolder();
        using var wrongCurve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var publicOnly = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new VerifyOptions { Receipts = { Algorithm = "SM2", CurrentKey = "none" } };
        Configure(options, "none", ("curve", wrongCurve.ExportPkcs8PrivateKeyPem()), ("file", folder.File("none.pem")), ("public", publicOnly.ExportSubjectPublicKeyInfoPem()));
        Assert.Equal(
            [
                "Verify:Receipts:Algorithm: one of ECDSA-P256-SHA256.",
                "Verify:Receipts:Keys:curve: not one private (PKCS #8) or public key in PEM, of ECDSA-P256-SHA256.",
                "Verify:Receipts:Keys:file: no PEM, and no such file that can be read.",
                "Verify:Receipts:CurrentKey: must name a key of Verify:Receipts:Keys.",
            ],
            options.Receipts.Faults());

        (options.Receipts.Algorithm, options.Receipts.CurrentKey) = (EcdsaP256Suite.AlgorithmName, "public");
        Assert.Contains("Verify:Receipts:CurrentKey: must name a private key of ECDSA-P256-SHA256.", options.Faults());
        Assert.Empty(new ReceiptOptions().Faults());
    }

    [Fact]
    public async Task A_key_file_that_is_none_is_a_refusal_to_start()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File(ReceiptSigner.KeyFile), "no key", Stop);
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => RunningService.StartAsync(data: folder.Path));
        Assert.Contains(ReceiptSigner.KeyFile, Assert.Single(refused.Faults), StringComparison.Ordinal);
    }

    private static void Configure(VerifyOptions options, string current, params (string Name, string Value)[] keys)
    {
        options.Receipts.CurrentKey = current;
        foreach (var (name, value) in keys)
            options.Receipts.Keys[name] = value;
    }

    private static string NewPem() => PemEncoding.WriteString("PRIVATE KEY", new EcdsaP256Suite().CreateKey());

    private static byte[] PublicKeyOf(string pem)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return key.ExportSubjectPublicKeyInfo();
    }

    private static async Task<SignedReceipt> ReceiptAsync(RunningService service) =>
        await GetAsync(service, (await service.Verification.CheckAsync(Asking.Ask(F, "LIC"), cancellationToken: Stop)).CheckId);

    private static async Task<SignedReceipt> GetAsync(RunningService service, string checkId) =>
        (await service.Verification.GetReceiptAsync(new GetReceiptRequest { CheckId = checkId }, cancellationToken: Stop)).Receipt;

    private static async Task<ReceiptVerifier> VerifierAsync(RunningService service) =>
        ReceiptVerifier.Trusting(await service.Http.GetStringAsync("receipts/keys", Stop));
}
