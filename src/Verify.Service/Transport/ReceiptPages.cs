using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Verify.Domain;
using Verify.Receipts;

namespace Verify.Transport;

/// <summary>
/// What receipts need beside GetReceipt. <c>GET /receipts/keys</c>: the public keys, which are no secret. <c>POST /receipts/form</c>: the form
/// of a receipt that whoever posts it has already, if this service signed it; so nothing is told here that the caller does not know.
/// </summary>
internal static class ReceiptPages
{
    // The longest answer in JSON, twice in base64, is about half of this.
    private const int BytesMax = 16 * 1024 * 1024;

    /// <summary>The one style of the form, by its hash, and nothing else.</summary>
    private static readonly string Policy = $"default-src 'none'; style-src '{ReceiptForm.StyleHash}'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

    public static void MapReceiptPages(this IEndpointRouteBuilder endpoints, ReceiptSigner signer)
    {
        var keys = ReceiptKey.WriteAll(signer.Keys);
        var verifier = new ReceiptVerifier(signer.Keys);
        endpoints.MapGet("/receipts/keys", () => Results.Text(keys, "application/x-pem-file"));
        endpoints.MapPost("/receipts/form", context => WriteFormAsync(context, verifier));
    }

    private static async Task WriteFormAsync(HttpContext context, ReceiptVerifier verifier)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = BytesMax;
        var verdict = verifier.Verify(await ReadAsync(context.Request, context.RequestAborted));

        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        var result = verdict.Receipt is { } receipt
            ? Results.Text(ReceiptForm.Write(receipt, IsEnglish(context.Request)), MediaTypeNames.Text.Html)
            : Results.Text($"{verdict.State}: {verdict.Detail}\n", MediaTypeNames.Text.Plain, statusCode: StatusCodes.Status400BadRequest);
        await result.ExecuteAsync(context);
    }

    /// <summary>The receipt as it is, or as the field <c>receipt</c> of a page's form, which is how the console shows it in a frame.</summary>
    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.HasFormContentType)
        {
            request.HttpContext.Features.Set<IFormFeature>(new FormFeature(request, new FormOptions { ValueLengthLimit = BytesMax }));
            return Encoding.UTF8.GetBytes((await request.ReadFormAsync(cancellation))["receipt"].ToString());
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellation);
        return body.ToArray();
    }

    private static bool IsEnglish(HttpRequest request) =>
        AnswerWriting.LanguageOf(request.Query["lang"] is [{ } asked] ? asked : (string?)request.Headers.AcceptLanguage) == Language.English;
}
