using System.CommandLine;
using Verify.Callers;
using Verify.Transport;
using Verify.V1;
using CodeType = Verify.V1.CodeType;
using Enum = System.Enum;

namespace Verify.Hosting.Commands;

/// <summary><c>check CODE --matter M</c>: asks the store directly, through the same flow as a caller, and prints the answer.</summary>
internal static class CheckCommand
{
    public static Command Create(SharedOptions shared, TextWriter output)
    {
        var code = new Argument<string>("code") { Description = "Unified social credit code, or another with --type. 统一社会信用代码" };
        var matter = new Option<string>("--matter") { Description = "What is to be approved: LIC, GOVPROC, BID … 事项", Required = true };
        var region = new Option<string>("--region") { Description = "6-digit GB/T 2260 code of the case. 行政区划", DefaultValueFactory = static _ => "520523" };
        var caseNumber = new Option<string>("--case") { Description = "Case number. 办件编号", DefaultValueFactory = static _ => "CLI" };
        var stage = new Option<string>("--stage")
        {
            Description = "ACCEPT, REVIEW, QUALIFY, AWARD, SIGN or INSPECT. 环节", DefaultValueFactory = static _ => "ACCEPT",
        };
        var type = new Option<string>("--type")
        {
            Description = "USCC, ORGANISATION_CODE, REGISTRATION_NUMBER, RESIDENT_ID, … 证件类型", DefaultValueFactory = static _ => "USCC",
        };
        var name = new Option<string>("--name") { Description = "Name to compare with the base registry. 名称", DefaultValueFactory = static _ => "" };
        var missing = new Option<string[]>("--missing") { Description = "Missing material, repeatable. 缺少的材料", DefaultValueFactory = static _ => [] };
        var department = new Option<string?>("--department") { Description = "Ask as this department. 以该部门身份查询" };
        var basis = new Option<string?>("--statutory-basis") { Description = "Law that allows to ask about a person. 查询自然人的法定依据" };
        var language = new Option<string>("--lang") { Description = "zh or en. 语言", DefaultValueFactory = static _ => "zh" };
        var json = new Option<bool>("--json") { Description = "Print the reply as JSON. 输出JSON" };

        var command = new Command("check", "Ask about one subject and print the answer. 查询一个主体")
        {
            code, matter, region, caseNumber, stage, type, name, missing, department, basis, language, json,
        };
        command.SetAction(async (result, stop) =>
        {
            var options = shared.Bind(result);
            if (!TryParse("STAGE_", result.GetValue(stage)!, out Stage stageValue) || !TryParse("CODE_TYPE_", result.GetValue(type)!, out CodeType typeValue))
            {
                await Console.Error.WriteLineAsync("--stage or --type is not one of the values that --help lists.");
                return CommandLine.Wrong;
            }

            var request = new CheckRequest
            {
                Subject = new Subject { CodeType = typeValue, Code = result.GetValue(code), Name = result.GetValue(name) },
                MatterCode = result.GetValue(matter),
                CaseNumber = result.GetValue(caseNumber),
                Stage = stageValue,
                RegionCode = result.GetValue(region),
                MissingMaterials = { result.GetValue(missing) },
                PersonBasis = result.GetValue(basis) is { } statute ? new PersonBasis { StatutoryCode = statute } : null,
                OperatorId = "command line",
            };
            var caller = DevelopmentCallers.Open("command line", result.GetValue(department));
            var writer = AnswerWriting.For(result.GetValue(language));
            await using var foundation = await Foundation.OpenAsync(options, stop);
            var endpoint = new VerificationEndpoint(
                new CallAdmission(foundation.Callers, foundation.Clock),
                new CheckReading(foundation.Catalogs, foundation.Keys),
                foundation.Checking,
                foundation.Watching,
                new ReportReading(foundation.Keys),
                foundation.Reporting,
                new ReceiptIssue(foundation.Receipting, foundation.Signer),
                foundation.Catalogs,
                foundation.Clock,
                new HeavyGate(atOnceMax: 1, waitingMax: 0));
            await using var following = foundation.Follow();
            var outcome = await endpoint.CheckAsync(request, caller, writer, stop);
            if (outcome.Value is { } reply)
            {
                var answer = CheckResponse.Parser.ParseFrom(reply);
                await output.WriteLineAsync(result.GetValue(json) ? answer.ToString() : AnswerPage.Write(answer, AnswerWriting.LanguageOf(result.GetValue(language))));
                return CommandLine.Done;
            }

            await Console.Error.WriteLineAsync($"{FailureStatus.NameOf(outcome.Failure!.Reason)}: {outcome.Failure.Message}");
            foreach (var violation in outcome.Failure.Violations)
                await Console.Error.WriteLineAsync($"  {violation.Field}: {violation.Message}");
            return FailureStatus.CodeOf(outcome.Failure.Reason) == Grpc.Core.StatusCode.Unavailable ? CommandLine.Unavailable : CommandLine.Wrong;
        });
        return command;
    }

    private static bool TryParse<TEnum>(string prefix, string text, out TEnum value)
        where TEnum : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<TEnum>())
        {
            var isMeant = WireNames.Of(candidate).Equals(text, StringComparison.OrdinalIgnoreCase)
                || (prefix + WireNames.Of(candidate)).Equals(text, StringComparison.OrdinalIgnoreCase);
            if (isMeant && !EqualityComparer<TEnum>.Default.Equals(candidate, default))
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }
}
