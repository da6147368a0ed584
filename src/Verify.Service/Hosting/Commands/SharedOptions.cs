using System.CommandLine;

namespace Verify.Hosting.Commands;

/// <summary>
/// Options of every command. Whatever section <c>Verify</c> holds can also be given as <c>--Verify:GrpcPort 6080</c>; the short
/// forms here are for the hand.
/// </summary>
/// <param name="settingArguments">The arguments that <see cref="Split"/> set apart.</param>
internal sealed class SharedOptions(string[] settingArguments)
{
    private const string SettingPrefix = "--" + VerifyOptions.Section + ":";

    private readonly Option<string?> _data = new("--data")
    {
        Description = "Folder of database and keys (default: data). 数据目录", Recursive = true,
    };

    private readonly Option<string?> _catalog = new("--catalog")
    {
        Description = "Folder of the catalogue (default: the one shipped). 目录文件夹", Recursive = true,
    };

    private readonly Option<string?> _now = new("--now")
    {
        Description = "Start the clock at this instant, for demonstrations: 2026-06-15T10:00:00+08:00. 演示用起始时间", Recursive = true,
    };

    /// <summary>Sets <c>--Verify:Name=Value</c> and <c>--Verify:Name Value</c> apart from the commands and their options.</summary>
    public static (string[] Settings, string[] Commands) Split(string[] arguments)
    {
        var settings = new List<string>();
        var rest = new List<string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            var isSetting = arguments[i].StartsWith(SettingPrefix, StringComparison.OrdinalIgnoreCase);
            (isSetting ? settings : rest).Add(arguments[i]);
            if (isSetting && !arguments[i].Contains('=', StringComparison.Ordinal) && i + 1 < arguments.Length)
                settings.Add(arguments[++i]);
        }

        return ([.. settings], [.. rest]);
    }

    public void AddTo(Command command)
    {
        command.Add(_data);
        command.Add(_catalog);
        command.Add(_now);
    }

    // Must be known before anything in it is read. That it is there, is told with whatever else is wrong.
    private string? SecretsFolder() =>
        new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(settingArguments).Build()[$"{VerifyOptions.Section}:{nameof(VerifyOptions.Secrets)}"];

    public VerifyOptions Bind(ParseResult result)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        Given(_data, "Verify:Data");
        Given(_catalog, "Verify:Catalog");
        Given(_now, "Verify:Now");
        var files = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true);
        if (SecretsFolder() is { Length: > 0 } secrets && Directory.Exists(secrets))
            files.AddKeyPerFile(Path.GetFullPath(secrets));
        var configuration = files
            .AddEnvironmentVariables()
            .AddCommandLine(settingArguments)
            .AddInMemoryCollection(settings)
            .Build();
        try
        {
            return configuration.GetSection(VerifyOptions.Section).Get<VerifyOptions>(static binder => binder.ErrorOnUnknownConfiguration = true)
                ?? new VerifyOptions();
        }
        catch (InvalidOperationException exception)
        {
            throw new StartRefusedException([exception.InnerException?.Message ?? exception.Message]);
        }

        void Given(Option<string?> option, string name)
        {
            if (result.GetValue(option) is { } value)
                settings[name] = value;
        }
    }
}
