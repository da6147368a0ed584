namespace Verify.Grpc.Tests.Interop;

/// <summary>A call as every client program can make it. Written to foreign clients as JSON, so the names are contract.</summary>
public sealed record Call
{
    public required string Method { get; init; }

    public IReadOnlyList<RequestSpec> Requests { get; init; } = [];

    /// <summary>Key and value; the value of a key that ends in <c>-bin</c> is base64.</summary>
    public IReadOnlyList<string[]> Metadata { get; init; } = [];

    /// <summary>0 is no deadline.</summary>
    public int TimeoutMs { get; init; }

    /// <summary>Requests go compressed with gzip.</summary>
    public bool Compress { get; init; }

    /// <summary>The next request waits for the reply to the last.</summary>
    public bool PingPong { get; init; }

    /// <summary>The client cancels once it has so many replies; 0 is never.</summary>
    public int CancelAfter { get; init; }

    /// <summary>So many of the same call at once, on one connection.</summary>
    public int Parallel { get; init; } = 1;

    public int Port { get; init; }
}

/// <summary>One request, as <c>interop.proto</c> has it; the body is given by its size, byte i being i modulo 251.</summary>
public sealed record RequestSpec
{
    public string Text { get; init; } = "";

    public int Bytes { get; init; }

    public int ReplyBytes { get; init; }

    public int Replies { get; init; }

    public FailureSpec? Failure { get; init; }

    public bool Hang { get; init; }

    public bool CompressReply { get; init; }
}

public sealed record FailureSpec(int Code, string Message);
