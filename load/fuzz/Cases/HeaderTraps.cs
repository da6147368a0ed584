using System.Globalization;

namespace Verify.Load.Fuzz.Cases;

/// <summary>Headers that no client of good manners sends.</summary>
internal sealed class HeaderTraps(Dice dice)
{
    private static readonly string[] Timeouts = ["", "0n", "-1S", "1", "1x", "S", "999999999S", "99999999H", "18446744073709551616m", "1.5S", "٣S", "1S1S", " 1S"];
    private static readonly string[] Encodings = ["gzip", "deflate", "identity", "br", "snappy", "", "gzip, gzip", "GZIP", "../etc"];
    private static readonly string[] ContentTypes =
    [
        "application/grpc+json", "application/grpc;x=\"", "application/grpc+proto+proto", "text/plain", "", "application/json", "application/grpc-web", "application/grpcx",
    ];

    private static readonly string[] Credentials =
    [
        "Bearer ", "Bearer vk_0123456789ab_" + "00000000000000000000000000000000", "Bearer a.b.c", "Bearer eyJhbGciOiJub25lIn0.e30.", "Basic AAAA", "vk_",
    ];

    /// <summary>Replaces or adds one to three.</summary>
    /// <returns>Whether the server may end the connection for it.</returns>
    public bool Set(List<(string Name, string Value)> headers)
    {
        var isRude = false;
        for (var i = 1 + dice.Below(3); i > 0; i--)
            isRude |= SetOne(headers);
        return isRude;
    }

    private bool SetOne(List<(string Name, string Value)> headers)
    {
        switch (dice.Below(12))
        {
            case 0:
                Replace(headers, "grpc-timeout", dice.Pick(Timeouts));
                return false;
            case 1:
                Replace(headers, "grpc-encoding", dice.Pick(Encodings));
                return false;
            case 2:
                Replace(headers, "content-type", dice.Pick(ContentTypes));
                return false;
            case 3:
                headers.Add(($"x{dice.Below(9)}-bin", dice.Pick(["!!!", "AA=A", "====", new string('A', 3_001), "AAAA,BBBB,!"])));
                return false;
            case 4:
                headers.Add(("grpc-status-details-bin", "AAAA"));
                return false;
            case 5:
                headers.Add(("authorization", dice.Pick(Credentials)));
                headers.Add(("verify-api-key", dice.Pick(Credentials)));
                return false;
            case 6:
                headers.Add(("verify-department", dice.Pick(["MARKET", "無", "'", new string('D', 5_000)])));
                return false;
            case 7:
                headers.Add(("accept-language", dice.Pick(["zh;q=a", ",,,,", "en;q=99", new string(',', 3_000), "*"])));
                return false;
            case 8:
                headers.Add(("grpc-accept-encoding", dice.Pick(Encodings)));
                return false;
            case 9:
                headers.Add(("x-large", new string('x', dice.Pick([100, 8_000, 40_000]))));
                return true;
            case 10:
                for (var i = dice.Pick([5, 90, 150]); i > 0; i--)
                    headers.Add((string.Create(CultureInfo.InvariantCulture, $"x-many-{i}"), "v"));
                return true;
            default:
                headers.Add(dice.Pick<(string, string)>(
                    [("Upper-Case", "x"), ("x y", "z"), ("x", "a\nb"), ("x", "a\0b"), (":late", "x"), ("te", "gzip"), ("connection", "close"), ("transfer-encoding", "chunked"), ("content-length", "-1"), ("content-length", "7"), ("x", "\u00ff\u0080"), (":method", "GET"), ("host", "a b")]));
                return true;
        }
    }

    public static void Replace(List<(string Name, string Value)> headers, string name, string value)
    {
        // In its place: pseudo-headers come first.
        var at = headers.FindIndex(header => header.Name == name);
        if (at < 0)
            headers.Add((name, value));
        else
            headers[at] = (name, value);
    }
}
