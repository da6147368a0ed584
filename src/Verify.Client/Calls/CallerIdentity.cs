using Grpc.Core;

namespace Verify.Client.Calls;

/// <summary>Who asks, and in which language: what every call says besides its request.</summary>
internal sealed class CallerIdentity(VerifyClientOptions options)
{
    private readonly CallCredentials? _token = options.Token is { } token ? CallCredentials.FromInterceptor(
        async (context, metadata) => metadata.Add("authorization", $"Bearer {await AskAsync(token, context.CancellationToken)}")) : null;

    public CallOptions AddTo(CallOptions call)
    {
        var headers = new Metadata();
        foreach (var entry in call.Headers ?? [])
            headers.Add(entry);
        Add(headers, "authorization", options.ApiKey is { } key ? $"Bearer {key}" : null);
        Add(headers, "accept-language", options.Language);
        Add(headers, "verify-department", options.Department);
        var said = call.WithHeaders(headers);
        return _token is null ? said : said.WithCredentials(call.Credentials is { } own ? CallCredentials.Compose(own, _token) : _token);
    }

    /// <summary>What the call says itself comes first.</summary>
    private static void Add(Metadata headers, string name, string? value)
    {
        if (value is not null && headers.Get(name) is null)
            headers.Add(name, value);
    }

    private static async ValueTask<string> AskAsync(Func<CancellationToken, ValueTask<string>> token, CancellationToken cancellation)
    {
        try
        {
            return await token(cancellation);
        }
        catch (Exception exception)
        {
            // It may have been a connection that failed, but none to the service.
            throw new NoTokenException(exception);
        }
    }
}

/// <summary>The application gave no token.</summary>
internal sealed class NoTokenException(Exception cause) : Exception("The token for the call could not be had.", cause);
