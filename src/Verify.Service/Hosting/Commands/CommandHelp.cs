using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Verify.Hosting.Commands;

/// <summary>What <c>--help</c> says of a command besides its options: examples, and how it can end.</summary>
/// <param name="Path">The command, as it is typed; empty for none.</param>
/// <param name="ExitCodes">Every exit code of its.</param>
/// <param name="Examples">Command lines without the name of the program.</param>
internal sealed record CommandHelp(string Path, int[] ExitCodes, string[] Examples)
{
    private const int Done = CommandLine.Done, Refused = CommandLine.Refused, Wrong = CommandLine.Wrong, Unavailable = CommandLine.Unavailable, NotStarted = CommandLine.NotStarted;

    public static IReadOnlyList<CommandHelp> All { get; } =
    [
        new("", [Done, Wrong, Unavailable, NotStarted], ["serve", "check 91520523MA6HQ0013R --matter LIC"]),
        new("serve", [Done, Wrong, Unavailable, NotStarted], ["serve", "serve --data /var/lib/verify --Verify:GrpcPort=6080"]),
        new("check", [Done, Wrong, Unavailable, NotStarted],
        [
            "check 91520523MA6HQ0013R --matter LIC",
            "check 91520523MA6HQ01018 --matter BID --stage QUALIFY --department TRADING-CENTRE --lang en",
            "check 91520523MA6HQ00642 --matter LIC --missing LEASE --json",
        ]),
        new("import", [Done, Refused, Wrong, Unavailable, NotStarted],
            ["import base-registry.csv lists.csv --as-of 2026-06-15", "import red.csv --list-kind R-MODEL --json"]),
        new("catalog validate", [Done, Refused, Wrong, Unavailable, NotStarted], ["catalog validate catalog", "catalog validate catalog/measures.csv --json"]),
        new("catalog publish", [Done, Refused, Wrong, Unavailable, NotStarted], ["catalog publish catalog --operator wang"]),
        new("caller add", [Done, Wrong, Unavailable, NotStarted],
        [
            "caller add permits --department LICENSING --region 5205 --scope check record.penalty_recorded",
            "caller add dashboard --no-department --scope audit metrics --certificate dashboard.pem --json",
        ]),
        new("caller list", [Done, Wrong, Unavailable, NotStarted], ["caller list", "caller list --json"]),
        new("caller revoke", [Done, Refused, Wrong, Unavailable, NotStarted], ["caller revoke permits"]),
        new("audit verify", [Done, Refused, Wrong, Unavailable, NotStarted], ["audit verify", $"audit verify --anchor 17:{new string('0', 64)} --json"]),
        new("audit retain", [Done, Wrong, Unavailable, NotStarted], ["audit retain --dry-run", "audit retain --json"]),
        new("verify-receipt", [Done, Refused, Wrong], ["verify-receipt receipt.json --key keys.pem --print form.html", "verify-receipt form.html --key keys.pem --json"]),
        new("receipt-key", [Done, Wrong, NotStarted], ["receipt-key", "receipt-key --json"]),
        new("migrate", [Done, Wrong, Unavailable, NotStarted], ["migrate", "migrate --json"]),
    ];

    /// <summary>The name of a command, as it is typed.</summary>
    public static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}".TrimStart() : "";

    /// <summary>Lets <c>--help</c> of every command say it.</summary>
    public static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new Writing((HelpAction)option.Action!);
    }

    private static string MeaningOf(int code) => code switch
    {
        Done => "done 完成",
        Refused => "rows, a draft or the request refused, the register altered, or a receipt not valid 有拒绝或校验不通过",
        Wrong => "the question or the usage is wrong 用法或输入有误",
        Unavailable => "the store or the register cannot be reached 存储不可用",
        _ => "the configuration must be put right 配置有误",
    };

    private sealed class Writing(HelpAction help) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var code = help.Invoke(parseResult);
            var path = PathOf(parseResult.CommandResult);
            var output = parseResult.InvocationConfiguration.Output;
            if (All.FirstOrDefault(one => one.Path == path) is not { } found)
                return code;
            output.WriteLine("Examples 示例:");
            foreach (var example in found.Examples)
                output.WriteLine($"  {RootCommand.ExecutableName} {example}");
            output.WriteLine("\nExit codes 退出码:");
            foreach (var exit in found.ExitCodes)
                output.WriteLine($"  {exit}  {MeaningOf(exit)}");
            return code;
        }
    }
}
