using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Verify.Load.Fuzz.Cases;

/// <summary>Values that a program trips over, put into a message whose shape stays as it was.</summary>
internal sealed class Traps(Dice dice)
{
    private static readonly string[] Texts =
    [
        "", " ", "\0", "a\0b", "\u202E91520523", "\u200B\u200D", "e\u0301\u0301\u0301", "９１５２０５２３ＭＡ６ＨＱ００１３Ｒ", "𝟗𝟏𝟓𝟐𝟎𝟓𝟐𝟑", "٩١٥٢٠٥٢٣",
        "\uFEFF91520523MA6HQ0013R", "\uFFFF\uFFFE", "\u2028\u2029", "\r\nfail: forged[1]\r\n      forged", "👩‍👩‍👧‍👦", "İıſK", "' OR 1=1; --", "{0}{1}%s%n", "../../../etc/passwd",
        "<script>alert(1)</script>", "null", "NaN", "-0", "1e309", "2026-02-30", "0000-00-00", "9999-12-31", "1899-12-31", "2026-13-45", "２０２６-０１-０１",
        "52059919800101001４", "520599198001010014\n", " 520599198001010014", "520599198001010014520599198001010014", "5205991980010100141",
        "0000-0000-0000-0000-0000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "=cmd|'/c calc'!A0", "\u0085\u00A0", "ﷺﷺﷺ", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    ];

    private static readonly long[] Numbers = [0, -1, 1, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, 1L << 53, 253402300800, -62135596801];

    /// <summary>Puts one to three traps somewhere into a message.</summary>
    public void Set(IMessage message)
    {
        var places = new List<(IMessage Message, FieldDescriptor Field)>();
        Collect(message, places);
        for (var i = 1 + dice.Below(3); i > 0 && places.Count > 0; i--)
        {
            var (at, field) = dice.Pick(places);
            Set(at, field);
        }
    }

    private static void Collect(IMessage message, List<(IMessage, FieldDescriptor)> places)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            places.Add((message, field));
            if (field.FieldType != FieldType.Message || field.IsMap)
                continue;
            if (field.IsRepeated)
            {
                foreach (var item in (IEnumerable)field.Accessor.GetValue(message))
                    Collect((IMessage)item, places);
            }
            else if (field.Accessor.GetValue(message) is IMessage inner)
            {
                Collect(inner, places);
            }
        }
    }

    private void Set(IMessage message, FieldDescriptor field)
    {
        if (field.IsMap)
            return;
        if (field.IsRepeated)
        {
            var list = (IList)field.Accessor.GetValue(message);
            if (list.Count > 0 && dice.Once(30))
                Multiply(list, dice.Pick([2, 3, 50, 1_001]));
            else if (list.Count > 0 && field.FieldType != FieldType.Message)
                list[dice.Below(list.Count)] = TrapOf(field);
            else
                list.Add(field.FieldType == FieldType.Message ? field.MessageType.Parser.ParseFrom([]) : TrapOf(field));
        }
        else if (dice.Once(5))
        {
            field.Accessor.Clear(message);
        }
        else
        {
            field.Accessor.SetValue(message, field.FieldType == FieldType.Message ? MessageFor(field) : TrapOf(field));
        }
    }

    private IMessage MessageFor(FieldDescriptor field) =>
        field.MessageType == Timestamp.Descriptor ? new Timestamp { Seconds = dice.Pick(Numbers), Nanos = (int)dice.Pick(Numbers) }
        : field.MessageType == Duration.Descriptor ? new Duration { Seconds = dice.Pick(Numbers), Nanos = (int)dice.Pick(Numbers) }
        : field.MessageType.Parser.ParseFrom([]);

    private object TrapOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => Text(),
        FieldType.Enum => (int)dice.Pick([-1L, 0, 99, int.MaxValue, int.MinValue]),
        FieldType.Bool => true,
        FieldType.Int32 => (int)dice.Pick(Numbers),
        FieldType.Int64 => dice.Pick(Numbers),
        _ => ByteString.CopyFrom(dice.Bytes(dice.Below(100))),
    };

    private string Text() => dice.Below(40) switch
    {
        0 => new string('长', 100 + dice.Below(2_000)),
        1 => new string('9', dice.Pick([19, 129, 201, 70_000])),
        2 => string.Concat(Enumerable.Repeat("\u0301", 500)),
        3 => new string([.. dice.Bytes(20).Select(static value => (char)(value * 257))]),
        _ => dice.Pick(Texts),
    };

    private static void Multiply(IList list, int times)
    {
        var first = list[0]!;
        while (list.Count < times)
            list.Add(first);
    }
}
