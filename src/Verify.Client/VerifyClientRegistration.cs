using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Verify.Client;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a client of Verify to a container.</summary>
public static class VerifyClientRegistration
{
    /// <summary>
    /// Adds <see cref="IVerifyClient"/> and <see cref="VerifyClient"/>, one for the whole application. Options also come from whatever
    /// configures <see cref="VerifyClientOptions"/>, a section of the configuration for example. They are checked when the client is made.
    /// </summary>
    /// <param name="services">The container's services.</param>
    /// <param name="configure">Sets address, credential and limits; null where they are configured elsewhere.</param>
    /// <returns>The options, for more of them.</returns>
    public static OptionsBuilder<VerifyClientOptions> AddVerifyClient(this IServiceCollection services, Action<VerifyClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(static provider => new VerifyClient(
            provider.GetRequiredService<IOptions<VerifyClientOptions>>().Value,
            provider.GetService<ILoggerFactory>(),
            provider.GetService<TimeProvider>()));
        services.TryAddSingleton<IVerifyClient>(static provider => provider.GetRequiredService<VerifyClient>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<VerifyClientOptions>, OptionsCheck>());
        var options = services.AddOptions<VerifyClientOptions>();
        return configure is null ? options : options.Configure(configure);
    }

    private sealed class OptionsCheck : IValidateOptions<VerifyClientOptions>
    {
        public ValidateOptionsResult Validate(string? name, VerifyClientOptions options) =>
            options.Faults().ToArray() is { Length: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
