using System.Net.Mime;
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
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var verdict = verifier.Verify(body.GetBuffer().AsSpan(0, (int)body.Length));

        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";
        headers["Referrer-Policy"] = "no-referrer";
        var result = verdict.Receipt is { } receipt
            ? Results.Text(ReceiptForm.Write(receipt, IsEnglish(context.Request)), MediaTypeNames.Text.Html)
            : Results.Text($"{verdict.State}: {verdict.Detail}\n", MediaTypeNames.Text.Plain, statusCode: StatusCodes.Status400BadRequest);
        await result.ExecuteAsync(context);
    }

    private static bool IsEnglish(HttpRequest request) =>
        AnswerWriting.LanguageOf(request.Query["lang"] is [{ } asked] ? asked : (string?)request.Headers.AcceptLanguage) == Language.English;
}
