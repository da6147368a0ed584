using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Verify.Load.Check.Answers;
using Verify.V1;

namespace Verify.Load.Tests;

public sealed class CheckReplyTests
{
    private static readonly CheckResponse Answer = new()
    {
        CheckId = "0193",
        Disposition = Disposition.Review,
        ListStatus =
        {
            new ListStatus { Colour = Colour.Black, State = EntryState.Listed },
            new ListStatus { Colour = Colour.Red, State = EntryState.Suppressed },
        },
        Freshness = new Freshness { Revision = long.MaxValue, Firm = true },
    };

    private static readonly Standing Standing = new((int)Disposition.Review, (1 << (int)Colour.Black) | (1 << (int)Colour.Red));

    [Fact]
    public void An_answer_says_its_disposition_and_colours() => Assert.Equal(Standing, CheckReply.Read(Answer.ToByteArray()));

    [Fact]
    public void A_batch_says_them_item_by_item()
    {
        var batch = new BatchCheckResponse { Items = { new BatchCheckItem { Index = 0, Answer = Answer }, new BatchCheckItem { Index = 1, Answer = new CheckResponse() } } };
        var standings = new Standing[2];
        Assert.True(CheckReply.TryReadBatch(batch.ToByteArray(), standings));
        Assert.Equal([Standing, default], standings);
        Assert.False(CheckReply.TryReadBatch(batch.ToByteArray(), new Standing[3]));
    }

    [Fact]
    public void A_batch_with_an_error_is_no_answer() => Assert.False(CheckReply.TryReadBatch(
        new BatchCheckResponse { Items = { new BatchCheckItem { Error = new Google.Rpc.Status { Code = 3 } } } }.ToByteArray(), new Standing[1]));

    [Fact]
    public void A_message_that_breaks_off_is_none() => Assert.Null(CheckReply.Read(Answer.ToByteArray().AsSpan()[..^1]));

    [Fact]
    public void Of_any_bytes_it_reads_no_more_than_a_decoder_in_full() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        static bytes => CheckReply.Read(bytes) is null || !TryParse(bytes, out var answer) || CheckReply.Read(bytes)!.Value.Disposition == (int)answer.Disposition)
        .QuickCheckThrowOnFailure();

    private static bool TryParse(byte[] bytes, out CheckResponse answer)
    {
        try
        {
            answer = CheckResponse.Parser.ParseFrom(bytes);
            return true;
        }
        catch (InvalidProtocolBufferException)
        {
            answer = new CheckResponse();
            return false;
        }
    }
}
