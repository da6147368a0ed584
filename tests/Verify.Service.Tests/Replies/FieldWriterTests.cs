using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Verify.Transport.Replies;
using Verify.V1;

namespace Verify.Service.Tests.Replies;

/// <summary>What is written by hand is what Google.Protobuf writes, to the byte.</summary>
public sealed class FieldWriterTests
{
    [Theory]
    [InlineData(0L)]
    [InlineData(1L)]
    [InlineData(127L)]
    [InlineData(128L)]
    [InlineData(long.MaxValue)]
    [InlineData(-1L)]
    public void A_number_and_a_flag_are_left_out_where_they_are_zero(long revision)
    {
        var writer = new FieldWriter();
        writer.Number(V1.Freshness.RevisionFieldNumber, revision);
        writer.Flag(V1.Freshness.FirmFieldNumber, revision > 1);
        Assert.Equal(new V1.Freshness { Revision = revision, Firm = revision > 1 }.ToByteArray(), writer.Written.ToArray());
    }

    [Theory]
    [InlineData("1969-12-31T23:59:59.5Z")]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("2026-11-22T09:30:00.1234567+08:00")]
    [InlineData("0001-01-01T00:00:00Z")]
    public void An_instant_is_whole_seconds_and_nanoseconds_after_them(string instant)
    {
        var value = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
        var writer = new FieldWriter();
        writer.Instant(CheckResponse.AsOfFieldNumber, value);
        Assert.Equal(new CheckResponse { AsOf = value.ToTimestamp() }.ToByteArray(), writer.Written.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(120)]
    [InlineData(130)]
    [InlineData(16_370)]
    [InlineData(16_390)]
    public void A_nested_message_of_any_length_takes_no_byte_more_than_it_needs(int characters)
    {
        var text = new string('信', characters / 3) + new string('x', characters % 3);
        var expected = new CheckResponse { Members = { new MemberAnswer { Index = 3, Code = text, Answer = new CheckResponse { FeedbackDueOn = text } } } };

        var writer = new FieldWriter();
        writer.Text(CheckResponse.CheckIdFieldNumber, "");
        var member = writer.Begin(CheckResponse.MembersFieldNumber);
        writer.Number(MemberAnswer.IndexFieldNumber, 3);
        writer.Text(MemberAnswer.CodeFieldNumber, text);
        var answer = writer.Begin(MemberAnswer.AnswerFieldNumber);
        writer.Text(CheckResponse.FeedbackDueOnFieldNumber, text);
        writer.End(answer);
        writer.End(member);
        Assert.Equal(expected.ToByteArray(), writer.Written.ToArray());
    }

    [Fact]
    public void A_writer_that_is_cleared_writes_anew()
    {
        var writer = new FieldWriter();
        writer.Text(1, "before");
        writer.Clear();
        var id = Guid.CreateVersion7();
        writer.Text(CheckResponse.CheckIdFieldNumber, id);
        writer.Message(CheckResponse.ReasonsFieldNumber, new Reason { Code = ReasonCode.Red });
        writer.Message(CheckResponse.ReasonsFieldNumber, new Reason { Code = ReasonCode.Red }.ToByteArray());
        Assert.Equal(
            new CheckResponse { CheckId = id.ToString(), Reasons = { new Reason { Code = ReasonCode.Red }, new Reason { Code = ReasonCode.Red } } }.ToByteArray(),
            writer.Written.ToArray());
    }
}
