using System.Text;
using Google.Protobuf.WellKnownTypes;
using Verify.Test.V1;
using Verify.Transport.Connect.Json;

namespace Verify.Tests.Transport.Connect;

public sealed class ProtoJsonTests
{
    [Theory]
    [InlineData("""{"act":"ACT_WAIT"}""")]
    [InlineData("""{"act":"WAIT"}""")]
    [InlineData("""{"act":1}""")]
    [InlineData("""{"act":1.0}""")]
    public void An_enum_goes_by_its_name_its_short_name_or_its_number(string json) => Assert.Equal(new Everything { Act = Act.Wait }, Read(json));

    [Fact]
    public void Short_names_work_inside_lists_maps_and_messages() =>
        Assert.Equal(
            new Everything { Acts = { Act.Wait, Act.Fail }, ActsByTruth = { { true, Act.Throw } }, Inner = new() { Next = new() { Act = Act.SetStatus } } },
            Read("""{"acts":["WAIT","ACT_FAIL"],"actsByTruth":{"true":"THROW"},"inner":{"next":{"act":"SET_STATUS"}}}"""));

    [Fact]
    public void An_enum_number_without_a_name_is_kept() => Assert.Equal((Act)77, Read("""{"act":77}""").Act);

    [Fact]
    public void Fields_go_by_camel_case_or_by_their_declared_name() =>
        Assert.Equal(new Everything { MaybeText = "", ChosenText = "x" }, Read("""{"maybe_text":"","chosenText":"x"}"""));

    [Fact]
    public void Null_is_an_absent_field_except_where_null_is_a_value() =>
        Assert.Equal(
            new Everything { AnyValue = Value.ForNull() },
            Read("""{"text":null,"inner":null,"texts":null,"labels":null,"at":null,"maybe":null,"chosenText":null,"chosenInner":null,"anyValue":null}"""));

    [Theory]
    [InlineData("-2147483648", "2147483647")]
    [InlineData("\"-2147483648\"", "\"2147483647\"")]
    [InlineData("-2.147483648e9", "2147483647.0")]
    public void Integers_come_as_numbers_or_as_strings(string least, string most)
    {
        Assert.Equal(int.MinValue, Read($$"""{"small":{{least}}}""").Small);
        Assert.Equal(int.MaxValue, Read($$"""{"small":{{most}}}""").Small);
    }

    [Theory]
    [InlineData("NaN", double.NaN)]
    [InlineData("Infinity", double.PositiveInfinity)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    [InlineData("1e-3", 0.001)]
    public void Real_numbers_have_their_names(string text, double real)
    {
        Assert.Equal(real, Read($$"""{"real":"{{text}}"}""").Real);
        Assert.Equal((float)real, Read($$"""{"single":"{{text}}"}""").Single);
    }

    [Theory]
    [InlineData("+/8=")]
    [InlineData("+/8")]
    [InlineData("-_8")]
    public void Bytes_come_in_either_base64(string text) => Assert.Equal([0xfb, 0xff], Read($$"""{"data":"{{text}}"}""").Data.ToByteArray());

    [Theory]
    [InlineData("""{"text":1}""", "text must be a string")]
    [InlineData("""{"texts":["a",null]}""", "texts[1] must be a string")]
    [InlineData("""{"texts":"a"}""", "texts must be a JSON array")]
    [InlineData("""{"data":"*"}""", "data must be a Base64 string")]
    [InlineData("""{"yes":"true"}""", "yes must be true or false")]
    [InlineData("""{"small":2147483648}""", "small must be an integer of 32 bits")]
    [InlineData("""{"small":0.5}""", "small must be an integer of 32 bits")]
    [InlineData("""{"smallCount":-1}""", "small_count must be an integer from 0 to 2^32-1")]
    [InlineData("""{"large":9223372036854775808}""", "large must be an integer of 64 bits")]
    [InlineData("""{"largeCount":"18446744073709551616"}""", "large_count must be an integer from 0 to 2^64-1")]
    [InlineData("""{"large":"01"}""", "large must be an integer of 64 bits")]
    [InlineData("""{"large":" 1"}""", "large must be an integer of 64 bits")]
    [InlineData("""{"large":""}""", "large must be an integer of 64 bits")]
    [InlineData("""{"large":"+1"}""", "large must be an integer of 64 bits")]
    [InlineData("""{"real":"+1"}""", "real must be a number")]
    [InlineData("""{"single":3.5e38}""", "single must be a number")]
    [InlineData("""{"real":1e999}""", "real must be a number")]
    [InlineData("""{"act":"NO_SUCH"}""", "act must be one of ACT_UNSPECIFIED, ACT_WAIT, ACT_THROW, ACT_FAIL, ACT_SET_STATUS, ACT_TELL_CONTEXT")]
    [InlineData("""{"act":{}}""", "act must be one of ACT_UNSPECIFIED, ACT_WAIT, ACT_THROW, ACT_FAIL, ACT_SET_STATUS, ACT_TELL_CONTEXT")]
    [InlineData("""{"inner":[]}""", "inner must be a JSON object")]
    [InlineData("""{"inners":[{},{"next":{"name":[1,{"a":2}]}}]}""", "inners[1].next.name must be a string")]
    [InlineData("""{"labels":{"a":"b","c":1}}""", "labels[1] must be a string")]
    [InlineData("""{"labels":{"a":"b","a":"c"}}""", "labels[1] repeats the key of another entry")]
    [InlineData("""{"innersByNumber":{"one":{}}}""", "inners_by_number[0] must have an integer of 32 bits as its key")]
    [InlineData("""{"at":"15.6.2026"}""", "at must be an RFC 3339 time such as 2026-06-15T10:00:00+08:00")]
    [InlineData("""{"lasts":"long"}""", "lasts must be a duration in seconds such as 1.5s")]
    [InlineData("""{"free":[]}""", "free must be a google.protobuf.Struct in its JSON form")]
    [InlineData("""{"maybeLarge":"x"}""", "maybe_large must be an integer of 64 bits")]
    [InlineData("""{"asOff":1}""", "asOff is not a field of verify.test.v1.Everything")]
    [InlineData("""{"text":"a","text":"b"}""", "text is given twice")]
    [InlineData("""{"maybe_text":"a","maybeText":"b"}""", "maybe_text is given twice")]
    [InlineData("""{"chosenText":"a","chosenInner":{}}""", "chosen_inner cannot be given together with chosen_text")]
    [InlineData("""{"text":"\ud800"}""", "text holds text that is not Unicode")]
    [InlineData("""[]""", " must be a JSON object")]
    [InlineData("""{"text":"a"} x""", " is not valid JSON (line 1, byte 14)")]
    [InlineData("""{"text":"a",}""", " is not valid JSON (line 1, byte 13)")]
    [InlineData("{\"inner\":\n {\"name\" \"a\"}}", "inner is not valid JSON (line 2, byte 10)")]
    [InlineData("", " is not valid JSON (line 1, byte 1)")]
    public void A_wrong_value_is_named_by_its_path(string json, string violation) => Assert.Equal(violation, Violations(json).Single());

    [Fact]
    public void All_wrong_values_are_found_in_one_pass() =>
        Assert.Equal(
            ["small must be an integer of 32 bits", "nope is not a field of verify.test.v1.Everything", "at must be an RFC 3339 time such as 2026-06-15T10:00:00+08:00"],
            Violations("""{"small":"a","text":"fine","nope":{"deep":[1,2]},"at":"then"}"""));

    [Fact]
    public void At_most_a_hundred_violations_are_listed() =>
        Assert.Equal(100, Violations($$"""{"texts":[{{string.Join(',', Enumerable.Repeat(1, 5000))}}]}""").Count);

    [Fact]
    public void Bytes_that_are_not_utf8_are_named() => Assert.Equal(" is not UTF-8 text", Violations([(byte)'{', 0xff, (byte)'}']).Single());

    [Theory]
    [InlineData(62, null)]
    [InlineData(64, "is nested deeper than 64 levels")]
    [InlineData(1_000_000, "is nested deeper than 64 levels")]
    public void Nesting_ends_at_64_levels_and_never_the_process(int depth, string? violation)
    {
        var json = new StringBuilder("{\"inner\":").Insert(9, "{\"next\":", depth).Append("{}").Append('}', depth + 1).ToString();
        Assert.Equal(violation, Violations(json).SingleOrDefault()?.Split(' ', 2)[1]);
    }

    private static Everything Read(string json)
    {
        var (message, violations) = ProtoJson.Read(Encoding.UTF8.GetBytes(json), Everything.Descriptor);
        Assert.Empty(violations);
        return (Everything)message;
    }

    private static List<string> Violations(string json) => Violations(Encoding.UTF8.GetBytes(json));

    private static List<string> Violations(byte[] json) =>
        [.. ProtoJson.Read(json, Everything.Descriptor).Violations.Select(violation => $"{violation.Field} {violation.Description}")];
}
