namespace Verify.Transport.Connect;

/// <summary>A service or interceptor as gRPC activates it: the container's if it is registered there, else made for one call.</summary>
internal sealed class PerCall<T>(Type type, object[] arguments)
    where T : class
{
    private readonly Lazy<ObjectFactory> _make =
        new(() => ActivatorUtilities.CreateFactory(type, [.. arguments.Select(argument => argument.GetType())]));

    /// <summary>Lends the instance to <paramref name="use"/>, and disposes it afterwards if it was made for that.</summary>
    public async Task<TResult> UseAsync<TResult>(IServiceProvider services, Func<T, Task<TResult>> use)
    {
        if (arguments.Length == 0 && services.GetService(type) is T registered) return await use(registered);
        var made = (T)_make.Value(services, arguments);
        try
        {
            return await use(made);
        }
        finally
        {
            if (made is IAsyncDisposable waiting) await waiting.DisposeAsync();
            else (made as IDisposable)?.Dispose();
        }
    }
}
