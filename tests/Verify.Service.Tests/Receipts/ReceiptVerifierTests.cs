using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Verify.Receipts;
using Verify.Tests.Stores;
using Verify.Tests.Transport;
using Verify.V1;

namespace Verify.Service.Tests.Receipts;

/// <summary>What a receipt proves, and that nothing else does.</summary>
public sealed class ReceiptVerifierTests
{
    private static readonly SignedReceipt Signed = SampleReceipts.Sign(SampleReceipts.Of(SampleReceipts.Answer()));

    [Fact]
    public void A_receipt_is_read_as_Protobuf_as_JSON_as_the_reply_in_JSON_and_from_its_form()
    {
        var form = ReceiptForm.Write(SampleReceipts.Verifier.Verify(Signed).Receipt!, english: false);
        foreach (var file in (byte[][])[Signed.ToByteArray(), Utf8(Signed.ToString()), Utf8(new GetReceiptResponse { Receipt = Signed }.ToString()), Utf8(form)])
        {
            var verdict = SampleReceipts.Verifier.Verify(file);
            Assert.Equal((ReceiptState.Valid, ""), (verdict.State, verdict.Detail));
            Assert.Equal(Signed, verdict.Receipt!.Signed);
            Assert.Equal(SampleReceipts.Answer(), verdict.Receipt.Answer);
        }
    }

    [Fact]
    public void Every_single_flipped_bit_is_found_and_nothing_of_the_receipt_told()
    {
        var file = Signed.ToByteArray();
        for (var bit = 0; bit < 8 * file.Length; bit++)
        {
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            var verdict = SampleReceipts.Verifier.Verify(file);
            Assert.False(verdict.IsValid, $"bit {bit} was flipped and nobody noticed");
            Assert.Null(verdict.Receipt);
            Assert.NotEmpty(verdict.Detail);
            file[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.True(SampleReceipts.Verifier.Verify(file).IsValid);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_single_flipped_byte_of_a_form_is_found(bool english)
    {
        var form = Utf8(ReceiptForm.Write(SampleReceipts.Verifier.Verify(Signed).Receipt!, english));
        for (var i = 0; i < form.Length; i++)
        {
            form[i] ^= 1;
            Assert.False(SampleReceipts.Verifier.Verify(form).IsValid, $"byte {i} was flipped and nobody noticed");
            form[i] ^= 1;
        }

        Assert.True(SampleReceipts.Verifier.Verify(form).IsValid);
    }

    [Fact]
    public void A_form_around_a_receipt_that_says_something_else_is_altered()
    {
        var form = ReceiptForm.Write(SampleReceipts.Verifier.Verify(Signed).Receipt!, english: true);
        var verdict = SampleReceipts.Verifier.Verify(Utf8(form.Replace("NORMAL", "PROHIBIT", StringComparison.Ordinal)));
        Assert.Equal(ReceiptState.Altered, verdict.State);
        Assert.Contains("text of the form", verdict.Detail, StringComparison.Ordinal);
        Assert.Equal(ReceiptState.Altered, SampleReceipts.Verifier.Verify(Utf8(form + "<p>")).State);
    }

    [Fact]
    public void Another_key_is_unknown_and_another_algorithm_under_a_known_key_is_altered()
    {
        var stranger = new ReceiptVerifier([new ReceiptKey(SampleReceipts.Suite, SampleReceipts.Suite.PublicKeyOf(SampleReceipts.Suite.CreateKey())!)]);
        Assert.Equal(ReceiptState.UnknownKey, stranger.Verify(Signed).State);
        Assert.Equal(ReceiptState.Altered, SampleReceipts.Verifier.Verify(new SignedReceipt(Signed) { Algorithm = "none" }).State);
        Assert.Equal(ReceiptState.Unreadable, SampleReceipts.Verifier.Verify(new SignedReceipt()).State);
        Assert.Equal(ReceiptState.Unreadable, SampleReceipts.Verifier.Verify(SampleReceipts.Sign(new Receipt { CheckId = "1" })).State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"receipt\":5}")]
    [InlineData("{\"payload\":\"*\"}")]
    [InlineData("<html></html>")]
    [InlineData("<data id=\"receipt\" value=\"*\"></data>")]
    [InlineData("a screenshot")]
    public void What_is_no_receipt_is_unreadable(string file) =>
        Assert.Equal(ReceiptState.Unreadable, SampleReceipts.Verifier.Verify(Utf8(file)).State);

    [Fact]
    public void Keys_are_read_from_what_receipt_key_prints_and_from_nothing_else()
    {
        var other = new ReceiptKey(SampleReceipts.Suite, SampleReceipts.Suite.PublicKeyOf(SampleReceipts.Suite.CreateKey())!);
        Assert.Equal([SampleReceipts.Key.Id, other.Id], ReceiptKey.ReadAll(ReceiptKey.WriteAll([SampleReceipts.Key, other])).Select(static key => key.Id));
        using var wrongCurve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        foreach (var text in (string[])["", "no key", wrongCurve.ExportSubjectPublicKeyInfoPem(), wrongCurve.ExportPkcs8PrivateKeyPem()])
            Assert.Throws<FormatException>(() => ReceiptKey.ReadAll(text));
    }

    [Fact]
    public async Task OpenSSL_verifies_the_payload_by_the_published_key()
    {
        Assert.SkipWhen(await Peer.Find(["openssl"], "version") is null, "openssl is needed for this test.");
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("key.pem"), ReceiptKey.WriteAll([SampleReceipts.Key]), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(folder.File("payload"), Signed.Payload.ToByteArray(), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(folder.File("signature"), Signed.Signature.ToByteArray(), TestContext.Current.CancellationToken);
        string[] command = ["dgst", "-sha256", "-verify", "key.pem", "-signature", "signature", "payload"];
        Assert.Equal("Verified OK\n", (await Peer.Run(folder.Path, "openssl", command)).Output);

        await File.WriteAllBytesAsync(folder.File("payload"), [.. Signed.Payload, 0], TestContext.Current.CancellationToken);
        Assert.NotEqual(0, (await Peer.Run(folder.Path, "openssl", command)).ExitCode);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
