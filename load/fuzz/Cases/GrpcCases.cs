using System.Buffers.Binary;
using System.IO.Compression;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Verify.Load.Fuzz.Wire;

namespace Verify.Load.Fuzz.Cases;

/// <summary>Calls over HTTP/2, most of them wrong in one way.</summary>
internal sealed class GrpcCases(Dice dice, string authority, string? key)
{
    private const int BombBytes = 64 * 1024 * 1024;
    private const int LargeBytes = 3 * 1024 * 1024;
    private static readonly byte[] Bomb = Compress(new byte[BombBytes]);

    public GrpcCase Make(long number)
    {
        var method = Methods.Pick(dice);
        var headers = new List<(string Name, string Value)>
        {
            (":method", "POST"), (":scheme", "http"), (":authority", authority), (":path", Methods.PathOf(method)), ("content-type", "application/grpc"), ("te", "trailers"),
        };
        if (key is not null)
            headers.Add(("verify-api-key", key));
        if (method.IsServerStreaming)
            headers.Add(("grpc-timeout", "40m"));
        var (what, body, isAlone) = BodyOf(method, headers);
        return new GrpcCase(number, what, Methods.NameOf(method), isAlone, Hpack.Encode(headers), body);
    }

    private (string What, byte[] Body, bool IsAlone) BodyOf(MethodDescriptor method, List<(string Name, string Value)> headers)
    {
        switch (dice.Below(1_000))
        {
            case < 80:
                return ("plausible", Framed(Messages(method)), false);
            case < 430:
                return ("traps", Framed(Messages(method), new Traps(dice).Set), false);
            case < 780:
                return ("mutated bytes", Framed(Messages(method).Select(message => new ByteMutation(dice).Of(message.ToByteArray()))), false);
            case < 860:
                var isRude = new HeaderTraps(dice).Set(headers);
                return ("headers", Framed(Messages(method)), isRude);
            case < 930:
                return ("mutated frames", new ByteMutation(dice).Of(Framed(Messages(method))), false);
            case < 950:
                return ("random", dice.Bytes(dice.Below(200)), false);
            case < 965:
                return ("deep", Framed([.. Messages(method).Select(static message => message.ToByteArray()), Deep()]), false);
            case < 985:
                return Compressed(method, headers);
            case < 995:
                HeaderTraps.Replace(headers, ":path", dice.Pick(["/", "/verify.v1.VerificationService/", "/verify.v1.VerificationService/check", "/x/y", "/verify.v1.RegistryService/Check", "//", "/%00/%ff", "/grpc.health.v1.Health/Check"]));
                return ("another path", Framed(Messages(method)), false);
            case < 998:
                HeaderTraps.Replace(headers, ":method", dice.Pick(["GET", "PUT", "OPTIONS", "FOO"]));
                return ("another method", Framed(Messages(method)), false);
            default:
                return ("large", Framed([Large(method)]), false);
        }
    }

    private IMessage[] Messages(MethodDescriptor method)
    {
        var plausible = new Plausible(dice);
        var count = method.IsClientStreaming ? 1 + dice.Below(4) : 1;
        return Enumerable.Range(0, count).Select(place => plausible.Make(method.InputType, place)).ToArray();
    }

    private (string What, byte[] Body, bool IsAlone) Compressed(MethodDescriptor method, List<(string Name, string Value)> headers)
    {
        headers.Add(("grpc-encoding", dice.Pick(["gzip", "gzip", "gzip", "deflate", "identity", "snappy"])));
        var message = Messages(method).First().ToByteArray();
        var (what, bytes) = dice.Below(8) switch
        {
            0 => ("bomb", Bomb),
            1 => ("bomb cut short", Bomb[..dice.Below(Bomb.Length)]),
            2 => ("gzip of traps", Compress(new ByteMutation(dice).Of(message))),
            3 => ("not gzip", message),
            4 => ("broken gzip", new ByteMutation(dice).Of(Compress(message))),
            5 => ("gzip in gzip", Compress(Compress(message))),
            _ => ("gzip", Compress(message)),
        };
        return (what, Frame(bytes, compressed: true), false);
    }

    private byte[] Large(MethodDescriptor method)
    {
        var message = new Plausible(dice).Make(method.InputType).ToByteArray();
        var bytes = new List<byte>();
        do
            bytes.AddRange(message);
        while (message.Length > 0 && bytes.Count < LargeBytes);
        return [.. bytes];
    }

    // Groups of an unknown field within groups, opened and never closed, or closed.
    private byte[] Deep()
    {
        var depth = dice.Pick([50, 99, 101, 5_000]);
        var opened = Enumerable.Repeat((byte)0x7B, depth);
        return dice.Once(2) ? [.. opened] : [.. opened, .. Enumerable.Repeat((byte)0x7C, depth)];
    }

    private static byte[] Framed(IEnumerable<IMessage> messages, Action<IMessage> change) => Framed(messages.Select(message =>
    {
        change(message);
        return message.ToByteArray();
    }));

    private static byte[] Framed(IEnumerable<IMessage> messages) => Framed(messages.Select(static message => message.ToByteArray()));

    private static byte[] Framed(IEnumerable<byte[]> messages) => [.. messages.SelectMany(static message => Frame(message, compressed: false))];

    private static byte[] Frame(byte[] message, bool compressed)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
            gzip.Write(bytes);
        return compressed.ToArray();
    }
}
