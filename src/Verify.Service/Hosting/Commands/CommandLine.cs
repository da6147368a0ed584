using System.CommandLine;
using System.CommandLine.Invocation;
using Verify.Registry;

namespace Verify.Hosting.Commands;

/// <summary>
/// The command line of the contract. Exit codes: 0 done; 1 some rows, drafts or requests were refused, the register was altered
/// or a receipt is not valid; 2 the question or the usage is wrong; 3 the store or the register cannot be reached, or was restored under a
/// running service; 4 the service does not start, its configuration must be put right.
/// </summary>
public static class CommandLine
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Some rows or drafts were refused, something in the register was altered, or a receipt is not valid.</summary>
    public const int Refused = 1;

    /// <summary>The question or the usage is wrong.</summary>
    public const int Wrong = 2;

    /// <summary>The store or the register cannot be reached, or the store was restored under a running service.</summary>
    public const int Unavailable = 3;

    /// <summary>The service does not start.</summary>
    public const int NotStarted = 4;

    // As long as a server may take to finish what is under way, and a moment to say so.
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(35);

    /// <summary>Runs a command.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellation)
    {
        var (settings, rest) = SharedOptions.Split(arguments);
        try
        {
            var parsed = Create(new SharedOptions(settings), output).Parse(rest);
            var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StopMax, Output = output };
            var code = await parsed.InvokeAsync(invocation, cancellation);
            // Whoever asks for help has left out what the command needs.
            return parsed.Action is ParseErrorAction ? Wrong : code;
        }
        catch (StartRefusedException exception)
        {
            foreach (var fault in exception.Faults)
                await Console.Error.WriteLineAsync(fault);
            return NotStarted;
        }
        catch (StoreUnavailableException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Unavailable;
        }
    }

    /// <summary>All commands.</summary>
    internal static RootCommand Create(SharedOptions shared, TextWriter output)
    {
        var root = new RootCommand(
            "Verify: what red, black and focus lists mean for a matter, answered in the second before approval. "
            + "核验服务：审批前一秒告知红黑名单与应采取的措施。");
        shared.AddTo(root);
        root.SetAction((result, stop) => ServeCommand.RunAsync(shared.Bind(result), output, stop));
        root.Add(ServeCommand.Create(shared, output));
        root.Add(CheckCommand.Create(shared, output));
        root.Add(ImportCommand.Create(shared, output));
        root.Add(CatalogCommand.Create(shared, output));
        root.Add(CallerCommand.Create(shared, output));
        root.Add(AuditCommand.Create(shared, output));
        root.Add(VerifyReceiptCommand.Create(output));
        root.Add(ReceiptKeyCommand.Create(shared, output));
        root.Add(MigrateCommand.Create(shared, output));
        CommandHelp.AddTo(root);
        return root;
    }
}
