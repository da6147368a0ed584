using Grpc.Core;

namespace Verify.Grpc.Tests.Interop;

/// <summary>The table that drives every client against every server.</summary>
internal static class Scenarios
{
    private const int MiB = 1024 * 1024;

    /// <summary>Non-ASCII, and everything that percent-encoding has to touch.</summary>
    private const string Awkward = "信用 100% – \"déjà vu\"\r\n\t%E4~";

    private static readonly string[] Thousand = [.. Enumerable.Range(0, 1000).Select(i => $"{i}")];

    public static readonly IReadOnlyList<Scenario> All = [.. Shapes(), .. Statuses(), .. Ends(), .. Sizes(), .. Metadatas(), .. Crowds()];

    private static IEnumerable<Scenario> Shapes() =>
    [
        new("unary", Unary(Text("一"))) { Replies = [new("一")] },
        new("server stream", Streaming("ServerStream", new RequestSpec { Replies = 3 })) { Replies = [new("0"), new("1"), new("2")] },
        new("server stream without replies", Streaming("ServerStream", new RequestSpec())),
        new("client stream", Streaming("ClientStream", Text("a"), Text("b"), Text("c"))) { Replies = [new("a,b,c")] },
        new("bidi, all requests at once", Streaming("Bidi", Text("a"), Text("b"), Text("c")))
        {
            Replies = [new("a"), new("b"), new("c")],
        },
        new("bidi, ping-pong", Streaming("Bidi", Text("a"), Text("b"), Text("c")) with { PingPong = true })
        {
            Replies = [new("a"), new("b"), new("c")],
        },
        new("empty message", Unary(new RequestSpec())) { Replies = [new("")], OnTheWire = wire => wire.MessageBytesAre(5, 5) },
    ];

    private static IEnumerable<Scenario> Statuses() =>
    [
        new("status OK with a message", Unary(Text("fine") with { Failure = new(0, Awkward) })) { Replies = [new("fine")] },
        .. Enum.GetValues<StatusCode>().Where(code => code != StatusCode.OK).Select(code =>
            new Scenario($"status {(int)code} {code}", Unary(new RequestSpec { Failure = new((int)code, Awkward) }))
            {
                Code = (int)code,
                Message = Awkward,
                OnTheWire = wire => wire.ReplyIsTrailersOnly(),
            }),
        new("status after replies", Streaming("ServerStream", new RequestSpec { Replies = 2, Failure = new(9, Awkward) }))
        {
            Code = 9,
            Message = Awkward,
            Replies = [new("0"), new("1")],
        },
        new("status amid requests", Streaming("Bidi", Text("a"), new RequestSpec { Failure = new(10, "stop") }) with { PingPong = true })
        {
            Code = 10,
            Message = "stop",
            Replies = [new("a")],
        },
    ];

    private static IEnumerable<Scenario> Ends() =>
    [
        new("deadline of a unary call", Unary(Hang()) with { TimeoutMs = 1000 }) { Code = (int)StatusCode.DeadlineExceeded },
        new("deadline amid a server stream", Streaming("ServerStream", Hang() with { Replies = 2 }) with { TimeoutMs = 1500 })
        {
            Code = (int)StatusCode.DeadlineExceeded,
            Replies = [new("0"), new("1")],
        },
        new("cancelled amid a server stream", Streaming("ServerStream", Hang() with { Replies = 2 }) with { CancelAfter = 2 })
        {
            Code = (int)StatusCode.Cancelled,
            Replies = [new("0"), new("1")],
        },
    ];

    private static IEnumerable<Scenario> Sizes() =>
    [
        new("3 MiB both ways", Unary(new RequestSpec { Bytes = 3 * MiB, ReplyBytes = 3 * MiB }))
        {
            Replies = [new("", 3 * MiB, Body.Sha256(3 * MiB), Body.Sha256(3 * MiB))],
        },
        new("3 MiB both ways, streamed", Streaming("Bidi", new RequestSpec { Bytes = 3 * MiB, ReplyBytes = 3 * MiB }))
        {
            Replies = [new("", 3 * MiB, Body.Sha256(3 * MiB), Body.Sha256(3 * MiB))],
        },
        new("5 MiB request, over the server's limit", Unary(new RequestSpec { Bytes = 5 * MiB }))
        {
            Code = (int)StatusCode.ResourceExhausted,
        },
        new("5 MiB reply, over the client's limit", Unary(new RequestSpec { ReplyBytes = 5 * MiB }))
        {
            Code = (int)StatusCode.ResourceExhausted,
        },
        new("gzip request", Unary(new RequestSpec { Bytes = MiB }) with { Compress = true })
        {
            Replies = [new("", 0, "", Body.Sha256(MiB))],
            OnTheWire = wire => wire.RequestIsCompressed(atMost: MiB / 10),
        },
        new("gzip reply", Unary(new RequestSpec { ReplyBytes = MiB, CompressReply = true }))
        {
            Replies = [new("", MiB, Body.Sha256(MiB))],
            OnTheWire = wire => wire.ReplyIsCompressed(atMost: MiB / 10),
        },
        new("gzip stream both ways", Streaming("Bidi", Squeezed("a"), Squeezed("b")) with { Compress = true })
        {
            Replies = [Swollen("a"), Swollen("b")],
            OnTheWire = wire =>
            {
                wire.RequestIsCompressed(atMost: MiB / 5);
                wire.ReplyIsCompressed(atMost: MiB / 5);
            },
        },
    ];

    private static IEnumerable<Scenario> Metadatas() =>
    [
        new("metadata", Unary(new RequestSpec()) with
        {
            Metadata =
            [
                ["x-head", "one"], ["x-head", "two"], ["x-head-punctuated", "a=b; c:d \"e\""],
                ["x-head-bin", "AP/+"], ["x-trail", "three"], ["x-trail-bin", "4pyT/w=="],
            ],
        })
        {
            Replies = [new("")],
            Headers = new() { ["x-head"] = "one,two", ["x-head-punctuated"] = "a=b; c:d \"e\"", ["x-head-bin"] = "AP/+" },
            Trailers = new() { ["x-trail"] = "three", ["x-trail-bin"] = "4pyT/w==" },
        },
        new("binary metadata twice", Unary(new RequestSpec()) with
        {
            Metadata = [["x-head-bin", "AP/+"], ["x-head-bin", "AQ=="], ["x-trail-bin", "AQ=="], ["x-trail-bin", "AP/+"]],
        })
        {
            Replies = [new("")],
            Headers = new() { ["x-head-bin"] = "AP/+,AQ==" },
            Trailers = new() { ["x-trail-bin"] = "AQ==,AP/+" },
        },
        new("trailers of a failure", Unary(new RequestSpec { Failure = new(5, "none") }) with
        {
            Metadata = [["x-trail", "one"], ["x-trail", "two"], ["x-trail-bin", "AP/+"]],
        })
        {
            Code = 5,
            Message = "none",
            Trailers = new() { ["x-trail"] = "one,two", ["x-trail-bin"] = "AP/+" },
        },
    ];

    private static IEnumerable<Scenario> Crowds() =>
    [
        new("1,000 replies", Streaming("ServerStream", new RequestSpec { Replies = 1000 }))
        {
            Replies = [.. Thousand.Select(text => new ReplySeen(text))],
        },
        new("1,000 requests", Streaming("ClientStream", [.. Thousand.Select(Text)])) { Replies = [new(string.Join(',', Thousand))] },
        new("1,000 of both", Streaming("Bidi", [.. Thousand.Select(Text)]))
        {
            Replies = [.. Thousand.Select(text => new ReplySeen(text))],
        },
        new("90 unary calls at once", Unary(Text("x") with { ReplyBytes = 2000 }) with { Parallel = 90 })
        {
            Replies = [new("x", 2000, Body.Sha256(2000))],
        },
        new("90 streams at once", Streaming("Bidi", Text("a"), Text("b")) with { Parallel = 90, PingPong = true })
        {
            Replies = [new("a"), new("b")],
        },
    ];

    private static Call Unary(RequestSpec request) => Streaming("Unary", request);

    private static Call Streaming(string method, params RequestSpec[] requests) => new() { Method = method, Requests = requests };

    private static RequestSpec Text(string text) => new() { Text = text };

    private static RequestSpec Hang() => new() { Hang = true };

    private static RequestSpec Squeezed(string text) => Text(text) with { Bytes = MiB, ReplyBytes = MiB, CompressReply = true };

    private static ReplySeen Swollen(string text) => new(text, MiB, Body.Sha256(MiB), Body.Sha256(MiB));
}
