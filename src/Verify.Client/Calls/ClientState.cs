using Microsoft.Extensions.Logging;
using Verify.Client.Addresses;

namespace Verify.Client.Calls;

/// <summary>What all calls and streams of a client share.</summary>
internal sealed class ClientState(VerifyClientOptions options, TimeProvider clock, ILogger logger) : IDisposable
{
    public VerifyClientOptions Options => options;

    public TimeProvider Clock => clock;

    public ILogger Logger => logger;

    public AddressBook Addresses { get; } = new(options, clock, logger);

    public CallerIdentity Identity { get; } = new(options);

    public RevisionMemory Memory { get; } = new(options.RememberRevision);

    public RetryBudget Budget { get; } = new();

    public void Dispose() => Addresses.Dispose();
}
