using System.Text;
using Verify.Load.Check.Answers;
using Verify.Load.Check.Subjects;
using Verify.Load.Check.Wire;
using Verify.V1;

namespace Verify.Load.Check.Asks;

/// <summary>The same question as JSON, to the endpoint that somebody would write by hand.</summary>
internal sealed class JsonAsk(Sample sample, Pick pick) : IAsk
{
    private static readonly byte[] Request =
        Encoding.ASCII.GetBytes("""{"code":"000000000000000000","matter":"LIC","caseNumber":"LOAD-2026-000001","stage":"ACCEPT","region":"520523"}""");

    private static readonly int Place = Request.AsSpan().IndexOf("0000"u8);

    // Indexed by the number of the disposition.
    private static readonly byte[][] Texts =
        [.. Enum.GetNames<Disposition>().Select(static name => Encoding.ASCII.GetBytes($"\"disposition\":\"{name.ToUpperInvariant()}\""))];

    public int SubjectsPerCall => 1;

    public byte[] HeadersFor(string authority) => Hpack.EncodePost(authority, "/check", "application/json", ("user-agent", "verify-load/1"));

    public bool Choose(Call call) => (call.Subjects[0] = pick()) >= 0;

    public ReadOnlySpan<byte> BodyOf(Call call)
    {
        sample.CodeOf(call.Subjects[0]).CopyTo(Request.AsSpan(Place));
        return Request;
    }

    public Verdict Judge(Call call)
    {
        if (call.Status.Http != 200)
            return Verdict.Failed(Verdict.Unknown, $"HTTP {call.Status.Http}");
        var expected = Texts[sample.Expected(call.Subjects[0]).Disposition];
        return call.Body.IndexOf(expected) >= 0 ? Verdict.Right : Verdict.Wrong($"{sample.RecordOf(call.Subjects[0])} subject answered {Encoding.UTF8.GetString(call.Body)}");
    }

    public void Ended(Call call, Verdict verdict)
    {
    }
}
