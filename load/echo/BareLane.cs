using System.Buffers;

namespace Verify.Load.Echo;

/// <summary>The floor: Kestrel's HTTP/2, the request body read to its end, a constant reply of the same size.</summary>
internal static class BareLane
{
    public static readonly byte[] Reply = Enumerable.Repeat((byte)'b', Sizes.Reply).ToArray();

    public static void Map(WebApplication app) => app.Run(Answer);

    private static async Task Answer(HttpContext http)
    {
        var body = http.Request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync();
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) break;
        }
        // No flush and no content-length: headers, reply and end of stream leave together, the fastest that Kestrel does.
        http.Response.BodyWriter.Write(Reply);
    }
}
