namespace Verify.Grpc.Tests.Interop;

/// <summary>A call, what must come of it, and what must be seen on the wire, whichever program is at either end.</summary>
public sealed record Scenario(string Name, Call Call)
{
    public int Code { get; init; }

    /// <summary>Null: each runtime words it in its own way.</summary>
    public string? Message { get; init; }

    public IReadOnlyList<ReplySeen> Replies { get; init; } = [];

    public SortedDictionary<string, string> Headers { get; init; } = [];

    public SortedDictionary<string, string> Trailers { get; init; } = [];

    /// <summary>Asserts on the frames of the call, the first on its connection.</summary>
    public Action<Wire> OnTheWire { get; init; } = _ => { };

    /// <summary>The reply must be compressed, which not every foreign server can do.</summary>
    public bool NeedsCompressedReply => Call.Requests.Any(request => request.CompressReply);

    /// <summary>One binary key has several values, which HttpClient joins to one header field, and not every foreign server splits.</summary>
    public bool JoinsBinaryMetadata => Call.Metadata
        .Where(pair => pair[0].EndsWith("-bin", StringComparison.Ordinal))
        .GroupBy(pair => pair[0])
        .Any(group => group.Count() > 1);

    /// <summary>The call against a port; one that hangs gets a name of its own, for <c>Recall</c>.</summary>
    public Call CallTo(int port) => Call with
    {
        Port = port,
        Requests = [.. Call.Requests.Select(request => request.Hang ? request with { Text = Guid.NewGuid().ToString() } : request)],
    };

    public void Holds(IReadOnlyList<Outcome> outcomes, Wire wire)
    {
        Assert.Equal(Call.Parallel, outcomes.Count);
        foreach (var outcome in outcomes) Assert.Equal(Expected(outcome).Describe(), Normal(outcome).Describe());
        Assert.Equal(1, wire.Connections);
        OnTheWire(wire);
    }

    private Outcome Expected(Outcome actual) => new()
    {
        Code = Code,
        Message = Message ?? actual.Message,
        Replies = Replies,
        Headers = Headers,
        Trailers = Trailers,
        ServerSawEnd = Call.Requests[0].Hang ? true : null,
        ServerSawDeadline = Call.Requests[0].Hang ? Call.TimeoutMs > 0 : null,
    };

    private static Outcome Normal(Outcome outcome) =>
        outcome with { Headers = Normal(outcome.Headers), Trailers = Normal(outcome.Trailers) };

    private static SortedDictionary<string, string> Normal(SortedDictionary<string, string> metadata) =>
        new(metadata.ToDictionary(pair => pair.Key, pair => pair.Value.Replace(", ", ",", StringComparison.Ordinal)));
}
