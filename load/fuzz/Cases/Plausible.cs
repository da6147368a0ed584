using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Verify.V1;

namespace Verify.Load.Fuzz.Cases;

/// <summary>Messages that the service could take, made from their descriptors: a field is given what its name asks for.</summary>
internal sealed class Plausible(Dice dice)
{
    private const int DepthMax = 6;
    private static readonly string[] Seldom =
    [
        "members", "known_at", "as_of", "consistency", "resume", "related_parties", "missing_materials", "commitment", "page_token",
        "person_statutory_code", "effective_from", "after_block", "block_count", "anchor", "acted_at", "aliases", "local_verification_required",
    ];

    private static readonly Dictionary<string, string[]> Words = new()
    {
        ["matter_code"] = ["LIC", "BID", "FUND", "LOAN", "HONOUR"],
        ["region_code"] = ["520523", "442000"],
        ["list_kind"] = ["B-WAGE", "F-FOODDRUG", "R-MODEL", "B-COURT"],
        ["department_code"] = ["MARKET", "FINANCE"],
        ["operator_id"] = ["wang", "li"],
        ["statutory_code"] = ["GPL-22"],
        ["person_statutory_code"] = ["GPL-22"],
        ["source"] = ["COURT", "TAX"],
        ["month"] = ["2026-05"],
        ["from_month"] = ["2026-01"],
        ["to_month"] = ["2026-12"],
        ["case_number"] = ["CASE-1", "CASE-2", "CASE-3"],
        ["due_date"] = ["2026-12-31"],
        ["page_token"] = [""],
        ["version"] = [""],
        ["measure_code"] = ["BID_BAR"],
        ["subject_class"] = [""],
        ["measure_hints"] = ["提示"],
        ["field"] = [""],
    };

    private static readonly (string Name, string Content)[] Catalogue =
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "catalog"), "*.csv")
            .Order(StringComparer.Ordinal)
            .Select(static file => (Path.GetFileName(file), File.ReadAllText(file))),
    ];

    /// <summary>A message; the <paramref name="place"/>th of a stream.</summary>
    public IMessage Make(MessageDescriptor type, int place = 0) => Make(type, place, 0);

    private IMessage Make(MessageDescriptor type, int place, int depth)
    {
        if (type == Timestamp.Descriptor)
            return Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddMinutes(-dice.Below(500_000)));
        if (type == Duration.Descriptor)
            return Duration.FromTimeSpan(TimeSpan.FromSeconds(1 + dice.Below(60)));
        if (type == Subject.Descriptor)
            return Somebody();
        if (type == CatalogFile.Descriptor)
            return AnyFile();

        var message = type.Parser.ParseFrom([]);
        foreach (var field in type.Fields.InDeclarationOrder().Where(field => field.RealContainingOneof is null))
            Fill(message, field, depth);
        foreach (var oneof in type.Oneofs.Where(static oneof => !oneof.IsSynthetic))
            Fill(message, dice.Chance(0.8) ? oneof.Fields[Math.Min(place, oneof.Fields.Count - 1)] : dice.Pick(oneof.Fields.ToList()), depth);
        return message;
    }

    private void Fill(IMessage message, FieldDescriptor field, int depth)
    {
        if (depth > DepthMax || field.IsMap || !dice.Chance(Seldom.Contains(field.Name) ? 0.05 : 0.97))
            return;
        if (field.IsRepeated)
        {
            var list = (IList)field.Accessor.GetValue(message);
            for (var i = 1 + dice.Below(3); i > 0; i--)
                list.Add(ValueOf(field, depth));
        }
        else
        {
            field.Accessor.SetValue(message, ValueOf(field, depth));
        }

        if (field.Name == "context" && dice.Chance(0.9))
        {
            var context = (CheckRequest)field.Accessor.GetValue(message);
            (context.Subject, context.RequestId) = (null, "");
        }
    }

    private object ValueOf(FieldDescriptor field, int depth) => field.FieldType switch
    {
        FieldType.Message => Make(field.MessageType, dice.Below(32), depth + 1),
        FieldType.String => TextFor(field.Name),
        FieldType.Enum => dice.Pick(field.EnumType.Values.Skip(1).ToList()).Number,
        FieldType.Bool => dice.Once(2),
        FieldType.Int32 => dice.Below(100),
        FieldType.Int64 => (long)dice.Below(100),
        FieldType.Bytes => ByteString.CopyFrom(dice.Bytes(32)),
        _ => throw new NotSupportedException($"{field.FullName}: no field of this kind was there when this was written."),
    };

    private string TextFor(string name) =>
        Words.TryGetValue(name, out var words) ? dice.Pick(words)
        : name == "request_id" ? (dice.Once(4) ? string.Create(CultureInfo.InvariantCulture, $"r-{dice.Below(5_000)}") : "")
        : name == "check_id" ? new Guid(dice.Bytes(16)).ToString()
        : name.EndsWith("_on", StringComparison.Ordinal) || name is "from" or "to" ? string.Create(CultureInfo.InvariantCulture, $"2026-{1 + dice.Below(12):00}-{1 + dice.Below(28):00}")
        : name.EndsWith("_id", StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"E-{dice.Below(200)}")
        : name is "name" ? $"{Marks.NamePrefix}张三"
        : "文本";

    private Subject Somebody() => dice.Once(3)
        ? new Subject { CodeType = CodeType.ResidentId, Code = dice.Pick(Marks.Persons), Name = dice.Once(2) ? $"{Marks.NamePrefix}李四" : "" }
        : new Subject { CodeType = dice.Once(2) ? CodeType.Uscc : CodeType.Unspecified, Code = dice.Pick(Marks.Organisations) };

    private CatalogFile AnyFile()
    {
        var (name, content) = dice.Pick(Catalogue);
        return new CatalogFile { Name = name, Content = dice.Once(20) ? content : content[..Math.Min(content.Length, dice.Below(400))] };
    }
}
