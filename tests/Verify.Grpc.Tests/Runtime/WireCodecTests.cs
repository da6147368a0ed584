using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Grpc.Core;
using Grpc.Wire;

namespace Verify.Grpc.Tests.Runtime;

public class WireCodecTests
{
    [Theory]
    [InlineData("1H", 36_000_000_000)]
    [InlineData("1M", 600_000_000)]
    [InlineData("1S", 10_000_000)]
    [InlineData("1m", 10_000)]
    [InlineData("1u", 10)]
    [InlineData("100n", 1)]
    [InlineData("1n", 1)] // less than a tick, and yet not nothing
    [InlineData("0S", 0)]
    [InlineData("99999999H", 3_599_999_964_000_000_000)]
    public void A_timeout_is_read_in_every_unit(string text, long ticks)
    {
        Assert.True(TimeoutCodec.TryParse(text, out var timeout));
        Assert.Equal(ticks, timeout.Ticks);
    }

    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("1")]
    [InlineData("1x")]
    [InlineData("+1S")]
    [InlineData(" 1S")]
    [InlineData("123456789S")]
    public void What_is_no_timeout_is_not_read_as_one(string text) => Assert.False(TimeoutCodec.TryParse(text, out _));

    [Fact]
    public void A_timeout_written_is_read_as_no_less_and_little_more_in_at_most_8_digits() =>
        Prop.ForAll(ArbMap.Default.ArbFor<long>(), n =>
        {
            var timeout = new TimeSpan(Math.Abs(n % (99_999_999L * TimeSpan.TicksPerHour)) + 1);
            string text = TimeoutCodec.Format(timeout);
            Assert.InRange(text.Length, 2, 9);
            Assert.True(TimeoutCodec.TryParse(text, out var read));
            Assert.InRange(read.Ticks, timeout.Ticks, timeout.Ticks + Math.Max(10, timeout.Ticks / 1_000_000));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_survives_percent_encoding_and_is_printable_on_the_way() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            string whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? "")); // lone surrogates are no text
            string encoded = PercentCodec.Encode(whole);
            Assert.DoesNotContain(encoded, c => c is < ' ' or > '~');
            Assert.Equal(whole, PercentCodec.Decode(encoded));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("100%", "100%")]
    [InlineData("%", "%")]
    [InlineData("%2", "%2")]
    [InlineData("%zz", "%zz")]
    [InlineData("%41%zz%42", "A%zzB")]
    [InlineData("%e4%bF%a1", "信")]
    [InlineData("%ff", "\ufffd")]
    [InlineData("信", "信")]
    public void A_broken_percent_encoding_is_read_as_far_as_it_goes(string wire, string text) =>
        Assert.Equal(text, PercentCodec.Decode(wire));

    [Fact]
    public void Any_bytes_survive_a_binary_header_with_and_without_padding() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            bytes ??= [];
            Assert.DoesNotContain('=', BinaryHeaderCodec.Encode(bytes));
            Assert.Equal(bytes, BinaryHeaderCodec.Decode(BinaryHeaderCodec.Encode(bytes)));
            Assert.Equal(bytes, BinaryHeaderCodec.Decode(Convert.ToBase64String(bytes)));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("A")]
    [InlineData("****")]
    [InlineData("AAAAA")]
    public void What_is_no_base64_is_null(string text) => Assert.Null(BinaryHeaderCodec.Decode(text));

    [Fact]
    public void A_frame_is_found_however_its_bytes_are_split() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<int>(), (message, cut) =>
        {
            byte[] frame = [0, 0, 0, 0, (byte)message.Length, .. message, 9];
            var buffer = Split(frame, Math.Abs(cut % frame.Length));
            Assert.True(Frame.TryRead(ref buffer, null, out bool compressed, out var found));
            Assert.False(compressed);
            Assert.Equal(message, found.ToArray());
            Assert.Equal([9], buffer.ToArray());
            for (int length = 0; length < frame.Length - 1; length++)
            {
                var part = new ReadOnlySequence<byte>(frame, 0, length);
                Assert.False(Frame.TryRead(ref part, null, out _, out _));
                Assert.Equal(length, part.Length);
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, true)]
    [InlineData(100, true)]
    [InlineData(4091, true)]
    [InlineData(4092, true)]
    [InlineData(100_000, true)]
    [InlineData(0, false)]
    [InlineData(100_000, false)]
    public void A_message_is_framed_the_same_whether_its_size_was_announced_or_not(int size, bool announced)
    {
        var target = new ArrayBufferWriter<byte>();
        var marshaller = Marshallers.Create<byte[]>(
            (message, context) =>
            {
                if (announced) context.SetPayloadLength(message.Length);
                foreach (byte[] piece in message.Chunk(1000)) context.GetBufferWriter().Write(piece);
                context.Complete();
            },
            context => context.PayloadAsNewBuffer());
        byte[] message = [.. Enumerable.Range(0, size).Select(i => (byte)i)];
        MessageWriting.Write(target, message, marshaller);
        byte[] header = [0, 0, (byte)(size >> 16), (byte)(size >> 8), (byte)size];
        Assert.Equal([.. header, .. message], target.WrittenSpan.ToArray());
    }

    [Fact]
    public void A_serializer_that_writes_less_than_it_announced_is_found_out()
    {
        var liar = Marshallers.Create<string>(
            (_, context) =>
            {
                context.SetPayloadLength(2);
                context.GetBufferWriter().Write("x"u8);
                context.Complete();
            },
            _ => "");
        Assert.Throws<InvalidOperationException>(() => MessageWriting.Write(new ArrayBufferWriter<byte>(), "", liar));
        var target = new ArrayBufferWriter<byte>();
        MessageWriting.Write(target, "next", Marshallers.StringMarshaller); // and spoils nothing for the next
        Assert.Equal("\0\0\0\0\u0004next", Encoding.ASCII.GetString(target.WrittenSpan));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public void Any_bytes_survive_compression(string encoding) => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
    {
        byte[] small = Encodings.Compress(encoding, bytes, System.IO.Compression.CompressionLevel.Fastest);
        Assert.Equal(bytes, Encodings.Decompress(encoding, new ReadOnlySequence<byte>(small), null).ToArray());
    }).QuickCheckThrowOnFailure();

    private static ReadOnlySequence<byte> Split(byte[] bytes, int at)
    {
        var first = new Segment(bytes.AsMemory(0, at), 0);
        var last = new Segment(bytes.AsMemory(at), at);
        first.Link(last);
        return new ReadOnlySequence<byte>(first, 0, last, bytes.Length - at);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long index)
        {
            Memory = memory;
            RunningIndex = index;
        }

        public void Link(Segment next) => Next = next;
    }
}
