using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Verify.Test.V1;
using Verify.Transport.Connect.Json;

namespace Verify.Tests.Transport.Connect;

public sealed class ProtoJsonLaws
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void What_is_written_reads_back_equal() =>
        Prop.ForAll(Messages, message => message.Equals(Read(ProtoJson.Write(message)))).Check(Thorough);

    [Fact]
    public void What_google_writes_with_defaults_and_declared_names_reads_back_equal()
    {
        var formatter = new JsonFormatter(JsonFormatter.Settings.Default.WithFormatDefaultValues(true).WithPreserveProtoFieldNames(true).WithFormatEnumsAsIntegers(true));
        Prop.ForAll(Messages, message => message.Equals(Read(formatter.Format(message)))).Check(Thorough);
    }

    // A text with one byte changed, dropped or doubled is broken somewhere: whatever this reader takes, Google's takes too, and
    // reads the same from it. (Not the other way round: this reader is stricter, except that it takes Base64 without
    // padding and exponents within quotes, as the mapping says; neither is among these texts.)
    [Fact]
    public void Damaged_text_is_never_read_otherwise_than_google_reads_it() =>
        Prop.ForAll(Messages, Damages, (message, damage) =>
        {
            message.Data = ByteString.Empty;
            var text = damage.Apply(Encoding.UTF8.GetBytes(ProtoJson.Write(message)));
            var (read, violations) = ProtoJson.Read(text, Everything.Descriptor);
            return violations.Count > 0 || read.Equals(JsonParser.Default.Parse(Encoding.UTF8.GetString(text), Everything.Descriptor));
        }).Check(Thorough.WithMaxTest(3000));

    [Fact]
    public void No_violation_repeats_a_value_of_the_request() =>
        Prop.ForAll(Messages, Damages, (message, damage) =>
        {
            const string Secret = "52059919491231002X";
            message.Text = Secret;
            message.Labels[Secret] = Secret;
            var text = damage.Apply(Encoding.UTF8.GetBytes(ProtoJson.Write(message).Replace("\"large\"", $"\"{Secret}\"").Replace("true", $"\"{Secret}\"")));
            return ProtoJson.Read(text, Everything.Descriptor).Violations.All(violation => !violation.ToString().Contains("491231"));
        }).Check(Thorough.WithMaxTest(1000));

    private static Everything? Read(string json)
    {
        var (message, violations) = ProtoJson.Read(Encoding.UTF8.GetBytes(json), Everything.Descriptor);
        return violations.Count == 0 ? (Everything)message : null;
    }

    private static readonly Gen<string> Texts =
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get)));

    private static readonly Gen<Everything.Types.Inner> Inners =
        from name in Texts
        from act in ArbMap.Default.GeneratorFor<int>()
        from depth in Gen.Choose(0, 3)
        select Enumerable.Range(0, depth).Aggregate(new Everything.Types.Inner { Name = name, Act = (Act)act }, (inner, _) => new() { Next = inner });

    private static readonly Arbitrary<Everything> Messages = (
        from text in Texts
        from data in ArbMap.Default.GeneratorFor<byte[]>()
        from numbers in ArbMap.Default.GeneratorFor<long>().ArrayOf(9)
        from reals in ArbMap.Default.GeneratorFor<double>().ArrayOf(2)
        from inner in Inners
        from choice in Gen.Choose(0, 2)
        from full in ArbMap.Default.GeneratorFor<bool>()
        select Build(text, data, numbers, reals, inner, choice, full)).ToArbitrary();

    private static Everything Build(string text, byte[] data, long[] n, double[] reals, Everything.Types.Inner inner, int choice, bool full)
    {
        var message = new Everything
        {
            Text = text, Data = ByteString.CopyFrom(data), Yes = full, Small = (int)n[0], ZigzagSmall = (int)n[1], FixedSmall = (int)n[2],
            SmallCount = (uint)n[3], FixedSmallCount = (uint)n[4], Large = n[5] << 31, ZigzagLarge = n[6], FixedLarge = n[7] << 40,
            LargeCount = (ulong)n[8], FixedLargeCount = (ulong)n[0], Single = (float)reals[0], Real = reals[1], Act = (Act)(n[1] % 9),
        };
        if (choice == 1) message.ChosenText = text;
        if (choice == 2) message.ChosenInner = inner;
        if (!full) return message;
        message.Inner = inner;
        message.Maybe = (int)n[2];
        message.Texts.Add([text, ""]);
        message.Acts.Add([Act.Wait, (Act)n[3]]);
        message.Inners.Add([inner, new()]);
        message.Larges.Add(n);
        message.Labels[text] = text;
        message.InnersByNumber[(int)n[4]] = inner;
        message.ActsByTruth[false] = Act.Throw;
        message.RealsByCount[(ulong)n[5]] = reals[0];
        message.At = new Timestamp { Seconds = Math.Abs(n[6]), Nanos = (int)(Math.Abs(n[7]) % 1_000_000_000) };
        message.Lasts = new Duration { Seconds = Math.Abs(n[8]), Nanos = 5 };
        message.Mask = new FieldMask { Paths = { "text", "inner.name" } };
        message.Free = new Struct { Fields = { { "k" + text, Value.ForList(Value.ForNull(), Value.ForString(text)) } } };
        message.AnyValue = Value.ForBool(true);
        message.MaybeText = text;
        message.MaybeLarge = n[0];
        message.Times.Add(message.At);
        return message;
    }

    private static readonly Arbitrary<Damage> Damages = (
        from at in Gen.Choose(0, int.MaxValue)
        from how in Gen.Choose(0, 2)
        from with in Gen.Elements("{}[]\",:0123456789-+_nultr \u0000\u00ff".Select(c => (byte)c).ToArray())
        select new Damage(at, how, with)).ToArbitrary();

    private sealed record Damage(int At, int How, byte With)
    {
        public byte[] Apply(byte[] text)
        {
            var at = At % text.Length;
            byte[] middle = How switch { 0 => [With], 1 => [], _ => [text[at], With] };
            return [.. text[..at], .. middle, .. text[(at + 1)..]];
        }
    }
}
