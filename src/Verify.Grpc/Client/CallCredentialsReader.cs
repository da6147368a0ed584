using Grpc.Core;

namespace Grpc.Client;

/// <summary>Lets call credentials write into the metadata of a call.</summary>
internal sealed class CallCredentialsReader : CallCredentialsConfiguratorBase
{
    private readonly List<AsyncAuthInterceptor> _interceptors = [];

    public static async Task ApplyAsync(IEnumerable<CallCredentials> credentials, AuthInterceptorContext context, Metadata metadata)
    {
        var reader = new CallCredentialsReader();
        foreach (var part in credentials) part.InternalPopulateConfiguration(reader, null);
        foreach (var interceptor in reader._interceptors) await interceptor(context, metadata);
    }

    public override void SetCompositeCredentials(object? state, IReadOnlyList<CallCredentials> credentials)
    {
        foreach (var part in credentials) part.InternalPopulateConfiguration(this, state);
    }

    public override void SetAsyncAuthInterceptorCredentials(object? state, AsyncAuthInterceptor interceptor) =>
        _interceptors.Add(interceptor);
}
