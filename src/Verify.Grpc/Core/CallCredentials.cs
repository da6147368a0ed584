namespace Grpc.Core;

/// <summary>Adds credentials to the metadata of a call before it is sent.</summary>
public delegate Task AsyncAuthInterceptor(AuthInterceptorContext context, Metadata metadata);

/// <summary>The call that an <see cref="AsyncAuthInterceptor"/> serves.</summary>
public class AuthInterceptorContext(string serviceUrl, string methodName, CancellationToken cancellationToken)
{
    /// <summary>Creates a context without a token.</summary>
    public AuthInterceptorContext(string serviceUrl, string methodName) : this(serviceUrl, methodName, CancellationToken.None)
    {
    }

    /// <summary>The service's address: <c>https://host/package.Service</c>.</summary>
    public string ServiceUrl { get; } = serviceUrl;

    /// <summary>The method name alone.</summary>
    public string MethodName { get; } = methodName;

    /// <summary>Cancelled with the call.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}

/// <summary>Receives what <see cref="CallCredentials"/> consist of.</summary>
public abstract class CallCredentialsConfiguratorBase
{
    /// <summary>They are a list of credentials.</summary>
    public abstract void SetCompositeCredentials(object? state, IReadOnlyList<CallCredentials> credentials);

    /// <summary>They are one interceptor.</summary>
    public abstract void SetAsyncAuthInterceptorCredentials(object? state, AsyncAuthInterceptor interceptor);
}

/// <summary>Credentials sent with each call.</summary>
public abstract class CallCredentials
{
    /// <summary>Joins credentials; all are sent.</summary>
    public static CallCredentials Compose(params CallCredentials[] credentials) => new Composite([.. credentials]);

    /// <summary>Credentials that an interceptor writes into the metadata.</summary>
    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor)
    {
        ArgumentNullException.ThrowIfNull(interceptor);
        return new Intercepting(interceptor);
    }

    /// <summary>Tells a configurator what these credentials consist of. For runtimes.</summary>
    public abstract void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state);

    private sealed class Composite(IReadOnlyList<CallCredentials> parts) : CallCredentials
    {
        public override void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetCompositeCredentials(state, parts);
    }

    private sealed class Intercepting(AsyncAuthInterceptor interceptor) : CallCredentials
    {
        public override void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetAsyncAuthInterceptorCredentials(state, interceptor);
    }
}
