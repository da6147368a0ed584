using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using Verify.Domain;
using Verify.Transport;

namespace Verify.Service.Tests.House.Contract;

/// <summary>Reasons are contract: the enum, the texts, the status and the documentation say the same.</summary>
public sealed partial class ReasonTests
{
    [Fact]
    public void A_reason_code_is_documented_with_its_rule_and_its_texts() =>
        Assert.Equal(
            ReasonTexts.All.Select(static text => $"{text.Rule}. {text.English}. {text.Chinese}。"),
            ReasonTexts.All.Select(static text => ContractFiles.CommentOf("ReasonCode", NameOf((V1.ReasonCode)text.Code))));

    [Fact]
    public void A_reason_code_has_one_text_and_they_stand_in_its_order() =>
        Assert.Equal(Enum.GetValues<ReasonCode>().Where(static code => code != ReasonCode.None), ReasonTexts.All.Select(static text => text.Code));

    [Fact]
    public void Reasons_of_an_earlier_rule_come_first()
    {
        var rules = ReasonTexts.All.Select(static text => int.Parse(text.Rule.AsSpan(1), null)).ToArray();
        Assert.Equal(rules.Order(), rules);
    }

    [Theory]
    [MemberData(nameof(FailureReasons))]
    public void A_failure_is_documented_with_its_status_and_an_example(FailureReason reason)
    {
        var comment = ContractFiles.CommentOf("ErrorReason", NameOf((V1.ErrorReason)reason));
        Assert.StartsWith(UpperSnake(FailureStatus.CodeOf(reason).ToString()), comment, StringComparison.Ordinal);
        if (comment.EndsWith("No metadata.", StringComparison.Ordinal))
            return;

        var metadata = comment[comment.IndexOf("Metadata:", StringComparison.Ordinal)..];
        var example = JsonNode.Parse(metadata[metadata.IndexOf('{', StringComparison.Ordinal)..^1])!.AsObject();
        Assert.Equal(
            Quoted().Matches(metadata).Select(static match => match.Groups[1].Value),
            example.Select(static property => property.Key));
    }

    [Fact]
    public void No_failure_is_sent_without_a_reason() => Assert.ThrowsAny<ArgumentException>(static () => FailureStatus.CodeOf(FailureReason.None));

    public static TheoryData<FailureReason> FailureReasons() => [.. Enum.GetValues<FailureReason>().Where(static reason => reason != FailureReason.None)];

    private static string NameOf<TEnum>(TEnum value)
        where TEnum : struct, Enum
        => ((OriginalNameAttribute)typeof(TEnum).GetField(value.ToString())!.GetCustomAttributes(typeof(OriginalNameAttribute), false)[0]).Name;

    private static string UpperSnake(string pascal) => WordStart().Replace(pascal, "_$0").ToUpperInvariant();

    [GeneratedRegex(@"(?<=[a-z])[A-Z]")]
    private static partial Regex WordStart();

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex Quoted();
}
