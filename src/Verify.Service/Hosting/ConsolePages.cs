using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Verify.Hosting;

/// <summary>
/// <c>/console</c>: a page for officers, auditors and operators, which speaks Connect to the port that it came from. Its files are part of
/// the program, and it may load and run nothing else.
/// </summary>
internal static class ConsolePages
{
    /// <summary>
    /// Scripts, styles, pictures and calls of this origin alone; nothing inline, nothing sent elsewhere. In a frame of it stands the form
    /// of a receipt; it stands in nobody's frame.
    /// </summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-src 'self'; frame-ancestors 'none'";

    private const string Folder = "console/";
    private const string Start = "index.html";

    private static readonly FrozenDictionary<string, ConsoleFile> Files = typeof(ConsolePages).Assembly.GetManifestResourceNames()
        .Where(static name => name.StartsWith(Folder, StringComparison.Ordinal))
        .ToFrozenDictionary(static name => name[Folder.Length..], ConsoleFile.Read, StringComparer.Ordinal);

    public static void MapConsole(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/console", static (HttpContext http) => http.Request.Path.Value!.EndsWith('/')
            ? Give(http, Start)
            : Results.LocalRedirect("/console/", permanent: true, preserveMethod: true));
        endpoints.MapGet("/console/{file}", static (HttpContext http, string file) => Give(http, file));
    }

    private static IResult Give(HttpContext http, string name)
    {
        if (!Files.TryGetValue(name, out var file))
            return Results.NotFound();
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        // Asked for anew each time, and sent only when it is another: a page never runs with scripts of another version.
        headers.CacheControl = "no-cache";
        return Results.Bytes(file.Bytes, file.ContentType, entityTag: file.Tag);
    }

    private sealed record ConsoleFile(byte[] Bytes, string ContentType, EntityTagHeaderValue Tag)
    {
        public static ConsoleFile Read(string resource)
        {
            using var stream = typeof(ConsolePages).Assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return new(bytes, ContentTypeOf(Path.GetExtension(resource)), new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\""));
        }

        private static string ContentTypeOf(string extension) => extension switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => throw new InvalidDataException($"No content type for {extension}."),
        };
    }
}
