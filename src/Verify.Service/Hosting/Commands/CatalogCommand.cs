using System.CommandLine;
using System.Text.Json;
using Verify.Catalogs;

namespace Verify.Hosting.Commands;

/// <summary><c>catalog validate|publish PATH</c>: a folder of catalogue files, or single files that differ from the one in force.</summary>
internal static class CatalogCommand
{
    public static Command Create(SharedOptions shared, TextWriter output)
    {
        var command = new Command("catalog", "Validate or publish a catalogue. 校验或发布目录");
        command.Add(Verb("validate", "Report every error and warning with file and line. 校验", shared, output, publish: false));
        command.Add(Verb("publish", "Publish as a new version; refused whole if there is any error. 发布", shared, output, publish: true));
        return command;
    }

    private static Command Verb(string name, string description, SharedOptions shared, TextWriter output, bool publish)
    {
        var paths = new Argument<string[]>("path") { Description = "A folder, or catalogue files. 文件夹或文件", Arity = ArgumentArity.OneOrMore };
        var operatorId = new Option<string>("--operator") { Description = "Who publishes. 发布人", DefaultValueFactory = static _ => "command line" };
        var json = new Option<bool>("--json") { Description = "Print the result as JSON. 输出JSON" };
        var verb = new Command(name, description) { paths, operatorId, json };
        verb.SetAction(async (result, stop) =>
        {
            var files = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var path in result.GetValue(paths)!)
            {
                if (Directory.Exists(path))
                {
                    foreach (var file in CatalogFolder.ReadFiles(path))
                        files[file.Key] = file.Value;
                }
                else if (File.Exists(path))
                {
                    files[Path.GetFileName(path)] = await File.ReadAllTextAsync(path, stop);
                }
                else
                {
                    await Console.Error.WriteLineAsync($"{path}: no such file or folder.");
                    return CommandLine.Wrong;
                }
            }

            await using var foundation = await Foundation.OpenAsync(shared.Bind(result), stop);
            var reading = publish
                ? (await foundation.Catalogs.PublishAsync(files, null, result.GetValue(operatorId)!, stop)).Reading
                : foundation.Catalogs.Validate(files);
            await output.WriteLineAsync(result.GetValue(json) ? Json(reading) : Text(reading, publish ? "Published 已发布" : "Valid 校验通过"));
            return reading.IsValid ? CommandLine.Done : CommandLine.Refused;
        });
        return verb;
    }

    private static string Text(CatalogReading reading, string done) =>
        string.Concat(reading.Findings.Select(static finding => $"{finding}\n"))
        + (reading.IsValid ? $"{done}: {reading.Version}" : "Refused 未通过: nothing was published.");

    private static string Json(CatalogReading reading) => JsonSerializer.Serialize(new
    {
        valid = reading.IsValid,
        version = reading.IsValid ? reading.Version : null,
        findings = reading.Findings.Select(static finding => new
        {
            file = finding.File,
            line = finding.Line,
            column = finding.Column,
            severity = finding.Severity.ToString().ToUpperInvariant(),
            code = finding.Code,
            message = finding.Message.English,
            citation = finding.Citation,
        }),
    });
}
