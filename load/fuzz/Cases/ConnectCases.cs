using System.Globalization;
using System.IO.Compression;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Verify.Load.Fuzz.Cases;

/// <summary>Requests over HTTP/1.1, most of them wrong in one way.</summary>
internal sealed class ConnectCases(Dice dice, string authority, string? key)
{
    private const int BombBytes = 64 * 1024 * 1024;
    private const string Json = "application/json";
    private const string Proto = "application/proto";
    private static readonly byte[] Bomb = Compress(new byte[BombBytes]);
    private static readonly byte[] JsonBomb = Compress(Encoding.UTF8.GetBytes("{\"a\":" + new string('[', BombBytes)));

    public ConnectCase Make(long number)
    {
        var method = Methods.Pick(dice);
        var headers = new List<(string Name, string Value)> { ("host", authority), ("content-type", Json) };
        if (key is not null)
            headers.Add(("authorization", $"Bearer {key}"));
        var line = $"POST {Methods.PathOf(method)} HTTP/1.1";
        var (what, body, isAlone) = BodyOf(method, headers, ref line);
        headers.Add(("content-length", body.Length.ToString(CultureInfo.InvariantCulture)));
        var head = $"{line}\r\n{string.Concat(headers.Select(static header => $"{header.Name}: {header.Value}\r\n"))}\r\n";
        return new ConnectCase(number, what, Methods.NameOf(method), isAlone, [.. Encoding.Latin1.GetBytes(head), .. body]);
    }

    private (string What, byte[] Body, bool IsAlone) BodyOf(MethodDescriptor method, List<(string Name, string Value)> headers, ref string line)
    {
        var message = new Plausible(dice).Make(method.InputType);
        switch (dice.Below(1_000))
        {
            case < 80:
                return ("plausible JSON", Encoding.UTF8.GetBytes(JsonOf(message)), false);
            case < 380:
                new Traps(dice).Set(message);
                return ("JSON of traps", Encoding.UTF8.GetBytes(JsonOf(message)), false);
            case < 750:
                return ("mutated JSON", new JsonMutation(dice).Of(JsonOf(message)), false);
            case < 850:
                HeaderTraps.Replace(headers, "content-type", Proto);
                return ("mutated bytes", new ByteMutation(dice).Of(message.ToByteArray()), false);
            case < 920:
                var isRude = new HeaderTraps(dice).Set(headers);
                return ("headers", Encoding.UTF8.GetBytes(JsonOf(message)), isRude);
            case < 940:
                headers.Add((dice.Pick(["connect-timeout-ms", "connect-protocol-version", "accept-encoding", "connect-accept-encoding"]), dice.Pick(["0", "-1", "1x", "99999999999", "gzip;q=x", ""])));
                return ("connect headers", Encoding.UTF8.GetBytes(JsonOf(message)), false);
            case < 965:
                return Compressed(message, headers);
            case < 980:
                line = $"{dice.Pick(["GET", "PUT", "DELETE", "OPTIONS", "HEAD2", "PATCH"])} {Methods.PathOf(method)}{dice.Pick(["", "?encoding=json&message=%7B%7D", "?connect=v1&encoding=proto&base64=1&message=!!", "?%00"])} HTTP/1.1";
                return ("another method", [], false);
            case < 990:
                line = $"POST {dice.Pick(["/", "/healthz/live", "/healthz/fresh", "/x", "/verify.v1.VerificationService/", "/%2e%2e/%2e%2e/etc/passwd", "/grpc.health.v1.Health/Check"])} HTTP/1.1";
                return ("another path", Encoding.UTF8.GetBytes("{}"), false);
            default:
                headers.Add(("transfer-encoding", "chunked"));
                return ("framed twice", dice.Bytes(20), true);
        }
    }

    private (string What, byte[] Body, bool IsAlone) Compressed(IMessage message, List<(string Name, string Value)> headers)
    {
        headers.Add(("content-encoding", dice.Pick(["gzip", "gzip", "gzip", "br", "identity"])));
        var json = Encoding.UTF8.GetBytes(JsonOf(message));
        return dice.Below(6) switch
        {
            0 => ("bomb", Bomb, true),
            1 => ("JSON bomb", JsonBomb, true),
            2 => ("not gzip", json, false),
            3 => ("broken gzip", new ByteMutation(dice).Of(Compress(json)), false),
            _ => ("gzip", Compress(json), false),
        };
    }

    // What has no JSON (an instant beyond year 9999) goes as a program would print it. Halves of characters come with mutations: a message
    // that was encoded once has none.
    private static string JsonOf(IMessage message)
    {
        message = message.Descriptor.Parser.ParseFrom(message.ToByteArray());
        try
        {
            return JsonFormatter.Default.Format(message);
        }
        catch (InvalidOperationException)
        {
            return JsonFormatter.ToDiagnosticString(message);
        }
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
            gzip.Write(bytes);
        return compressed.ToArray();
    }
}
