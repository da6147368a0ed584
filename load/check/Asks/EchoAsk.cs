using Verify.Load.Check.Answers;
using Verify.Load.Check.Wire;

namespace Verify.Load.Check.Asks;

/// <summary>What the floors are asked: calls of the sizes of a check that need no work.</summary>
internal sealed class EchoAsk : IAsk
{
    private readonly byte[] _request;
    private readonly int _replyBytes;
    private readonly bool _grpc;

    /// <param name="grpc">A unary call; else a plain HTTP/2 request.</param>
    /// <param name="requestBytes">Size of the request message.</param>
    /// <param name="replyBytes">Size of the reply message.</param>
    public EchoAsk(bool grpc, int requestBytes, int replyBytes)
    {
        (_grpc, _replyBytes) = (grpc, replyBytes);
        _request = new byte[requestBytes + (grpc ? GrpcMessage.PrefixBytes : 0)];
        if (!grpc)
            return;
        // One bytes field; its length takes a second byte from 128 on.
        _request[4] = (byte)requestBytes;
        _request[3] = (byte)(requestBytes >> 8);
        var payload = requestBytes - (requestBytes - 2 < 0x80 ? 2 : 3);
        var prefix = new List<byte> { 0x0A };
        for (var rest = payload; ; rest >>= 7)
        {
            prefix.Add((byte)(rest >= 0x80 ? (rest & 0x7F) | 0x80 : rest));
            if (rest < 0x80)
                break;
        }

        prefix.CopyTo(_request, GrpcMessage.PrefixBytes);
    }

    public int SubjectsPerCall => 0;

    public byte[] HeadersFor(string authority) => _grpc
        ? GrpcMessage.Headers(authority, "/verify.load.v1.EchoService/Echo")
        : Hpack.EncodePost(authority, "/", "application/octet-stream", ("user-agent", "verify-load/1"));

    public bool Choose(Call call) => true;

    public ReadOnlySpan<byte> BodyOf(Call call) => _request;

    public Verdict Judge(Call call)
    {
        var length = _grpc && GrpcMessage.TryUnframe(call, out var message) ? message.Length : _grpc ? -1 : call.Length;
        if (call.Status.Http != 200 || length < 0)
            return Verdict.Failed(Math.Max(call.Status.Grpc, Verdict.Unknown), $"HTTP {call.Status.Http}, grpc-status {call.Status.Grpc}");
        return length == _replyBytes ? Verdict.Right : Verdict.Wrong($"{length} bytes");
    }

    public void Ended(Call call, Verdict verdict)
    {
    }
}
