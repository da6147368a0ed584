using Microsoft.Extensions.Configuration;
using Verify.Audit;
using Verify.Hosting;
using Verify.Hosting.Commands;

namespace Verify.Load.Check.Servers;

/// <summary>
/// The service as its own program starts it, in a process of this one, with its register or with one that keeps nothing. No setting
/// takes the register from the service as shipped, so it is done here, and both twins run here lest they differ in more.
/// </summary>
internal static class TwinService
{
    public static async Task RunAsync(bool registers)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection(VerifyOptions.Section);
        await ServeCommand.RunAsync(settings.Get<VerifyOptions>()!, Console.Out, CancellationToken.None, registers ? null : static _ => new KeepsNothing());
    }

    private sealed class KeepsNothing : IQueryRegister
    {
        public ValueTask AppendAsync(CheckRecord record, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask<StoredAnswer?> FindAsync(string caller, string requestId, CancellationToken cancellation) => new((StoredAnswer?)null);

        public ValueTask FlushAsync(CancellationToken cancellation) => ValueTask.CompletedTask;
    }
}
