using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Verify.Domain;
using Verify.Receipts;
using Verify.Transport;

namespace Verify.Hosting.Commands;

/// <summary><c>verify-receipt FILE --key PUBLIC.pem</c>: whether a receipt, or its form, is what the service signed. Needs no service.</summary>
internal static class VerifyReceiptCommand
{
    public static Command Create(TextWriter output)
    {
        var file = new Argument<string>("file") { Description = "A receipt in Protobuf or JSON, or its form. 回执文件" };
        var keys = new Option<string[]>("--key")
        {
            Description = "File of trusted public keys, as receipt-key prints them; repeatable. 公钥文件", Required = true,
        };
        var print = new Option<string?>("--print") { Description = "Write the form, HTML of one A4 page, to this file. 输出可打印的回执" };
        var language = new Option<string>("--lang") { Description = "zh or en. 语言", DefaultValueFactory = static _ => "zh" };
        var json = new Option<bool>("--json") { Description = "Print the result as JSON. 输出JSON" };
        var command = new Command("verify-receipt", "Verify a receipt; exit code 1 if it is not valid. 核验回执") { file, keys, print, language, json };
        command.SetAction(async (result, stop) =>
        {
            try
            {
                var trusted = result.GetValue(keys)!.SelectMany(static name => ReceiptKey.ReadAll(File.ReadAllText(name)));
                var verdict = new ReceiptVerifier(trusted).Verify(await File.ReadAllBytesAsync(result.GetValue(file)!, stop));
                var inLanguage = AnswerWriting.LanguageOf(result.GetValue(language));
                if (verdict.Receipt is { } receipt && result.GetValue(print) is { } form)
                    await File.WriteAllTextAsync(form, ReceiptForm.Write(receipt, inLanguage == Language.English), new UTF8Encoding(false), stop);
                await output.WriteLineAsync(result.GetValue(json) ? JsonOf(verdict).ToJsonString() : TextOf(verdict, inLanguage));
                return verdict.IsValid ? CommandLine.Done : CommandLine.Refused;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
            {
                await Console.Error.WriteLineAsync(exception.Message);
                return CommandLine.Wrong;
            }
        });
        return command;
    }

    private static string TextOf(ReceiptVerdict verdict, Language language) =>
        verdict.Receipt is { } receipt ? ReceiptPage.Write(receipt, language) : $"{verdict.State} {WordOf(verdict.State)}: {verdict.Detail}";

    private static JsonObject JsonOf(ReceiptVerdict verdict)
    {
        var json = new JsonObject { ["state"] = verdict.State switch
        {
            ReceiptState.UnknownKey => "UNKNOWN_KEY",
            var state => state.ToString().ToUpperInvariant(),
        }, ["detail"] = verdict.Detail };
        if (verdict.Receipt is { } receipt)
        {
            json["receipt"] = JsonNode.Parse(receipt.Receipt.ToString());
            json["answer"] = receipt.Answer is { } answer ? JsonNode.Parse(answer.ToString()) : null;
        }

        return json;
    }

    private static string WordOf(ReceiptState state) => state switch
    {
        ReceiptState.UnknownKey => "未知密钥",
        ReceiptState.Altered => "已被改动",
        _ => "无法读取",
    };
}
