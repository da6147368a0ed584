using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Verify.Domain;
using Verify.Registry.Import;

namespace Verify.Hosting.Commands;

/// <summary><c>import FILE…</c>: reads files of the formats that credit platforms exchange; what is rejected goes to a file beside each.</summary>
internal static class ImportCommand
{
    public static Command Create(SharedOptions shared, TextWriter output)
    {
        var files = new Argument<string[]>("files") { Description = "CSV files in UTF-8 or GB18030. 导入文件", Arity = ArgumentArity.OneOrMore };
        var listKind = new Option<string?>("--list-kind") { Description = "List kind of a red or black list file without that column. 名单类别" };
        var source = new Option<string?>("--source") { Description = "Source that is thereby synchronised. 数据源" };
        var kind = new Option<ImportKind?>("--kind") { Description = "Kind of file; recognised by its heading where left out. 文件类型" };
        var asOf = new Option<string?>("--as-of")
        {
            Description = "Day as of which the file is complete, YYYY-MM-DD; an unchanged daily file then counts as heard from. 数据截止日期",
        };
        var verifyLocally = new Option<bool>("--verify-locally") { Description = "Nationally pushed entries, to be verified here first. 待本地核实" };
        var department = new Option<string>("--department") { Description = "Who imports. 导入部门", DefaultValueFactory = static _ => "IMPORT" };
        var operatorId = new Option<string>("--operator") { Description = "The officer. 经办人", DefaultValueFactory = static _ => "command line" };
        var json = new Option<bool>("--json") { Description = "Print the summary as JSON. 输出JSON" };
        var command = new Command("import", "Import files; rejects go to FILE.rejects.csv. 导入文件")
        {
            files, kind, listKind, source, asOf, verifyLocally, department, operatorId, json,
        };
        command.SetAction(async (result, stop) =>
        {
            var importOptions = new ImportOptions
            {
                Kind = result.GetValue(kind),
                ListKind = result.GetValue(listKind),
                Source = result.GetValue(source),
                AsOf = DayOf(result.GetValue(asOf)),
                LocalVerificationRequired = result.GetValue(verifyLocally),
            };
            if (result.GetValue(asOf) is not null && importOptions.AsOf is null)
            {
                await Console.Error.WriteLineAsync("--as-of: not a day of the form YYYY-MM-DD.");
                return CommandLine.Wrong;
            }

            await using var foundation = await Foundation.OpenAsync(shared.Bind(result), stop);
            var worst = CommandLine.Done;
            foreach (var file in result.GetValue(files)!)
            {
                if (!File.Exists(file))
                {
                    await Console.Error.WriteLineAsync($"{file}: no such file.");
                    worst = Math.Max(worst, CommandLine.Wrong);
                    continue;
                }

                var summary = await foundation.Importing.ImportAsync(
                    file,
                    importOptions,
                    foundation.Catalogs.InForceNow().Catalogue,
                    new Recorder(result.GetValue(department)!, result.GetValue(operatorId)!),
                    Progress(file),
                    stop);
                await output.WriteLineAsync(result.GetValue(json) ? Json(file, summary) : Text(file, summary));
                worst = Math.Max(worst, summary.Fault is not null ? CommandLine.Wrong : summary.Rejected > 0 ? CommandLine.Refused : CommandLine.Done);
            }

            return worst;
        });
        return command;
    }

    private static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static SynchronousProgress Progress(string file) => new(progress =>
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"\r{Path.GetFileName(file)}: {progress.Rows:N0} rows, {progress.RowsPerSecond:N0}/s, {progress.Rejected:N0} rejected, {progress.Remaining:hh':'mm':'ss} left   "));
        }
    });

    private static string Text(string file, ImportSummary summary)
    {
        if (summary.Fault is { } fault)
            return $"{file}: {fault.Chinese} {fault.English}";
        var notes = string.Concat(summary.Notes.Select(static note => $"\n  {note.Chinese} {note.English}"));
        var synced = summary.SyncedSource is { } source ? $"\n  source heard from 数据源已更新: {source}" : "";
        var rejects = summary.RejectPath is { } path ? $"\n  rejected rows with reasons 退回行及原因: {path}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{file}: {summary.Kind}, {summary.Rows:N0} rows, {summary.Recorded:N0} facts recorded, {summary.AlreadyThere:N0} on record already, {summary.Rejected:N0} rows rejected, {summary.Elapsed.TotalSeconds:F1} s{notes}{synced}{rejects}");
    }

    private static string Json(string file, ImportSummary summary) => JsonSerializer.Serialize(new
    {
        file,
        kind = summary.Kind?.ToString(),
        fault = summary.Fault?.English,
        rows = summary.Rows,
        recorded = summary.Recorded,
        alreadyThere = summary.AlreadyThere,
        rejected = summary.Rejected,
        rejectFile = summary.RejectPath,
        syncedSource = summary.SyncedSource,
        seconds = summary.Elapsed.TotalSeconds,
    });

    /// <summary>Reports on the importing thread, in order; <see cref="Progress{T}"/> would report later and out of order.</summary>
    private sealed class SynchronousProgress(Action<ImportProgress> report) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => report(value);
    }
}
