using System.Collections;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;

namespace Verify.Transport.Connect.Json;

/// <summary>
/// Walks JSON text and message descriptor side by side. A wrong value is noted with its path and skipped, so that one pass finds
/// all of them; only broken JSON ends the walk.
/// </summary>
internal ref partial struct ProtoJsonReader
{
    private const int DepthMax = 64;
    private const int ViolationsMax = 100;

    private readonly ReadOnlySpan<byte> _text;
    private readonly FieldPath _path = new();
    private readonly List<BadRequest.Types.FieldViolation> _violations = [];
    private Utf8JsonReader _json;

    public ProtoJsonReader(ReadOnlySpan<byte> text)
    {
        _text = text;
        _json = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = DepthMax });
    }

    /// <summary>What is wrong, in the order of the text, at most the first hundred.</summary>
    public readonly IReadOnlyList<BadRequest.Types.FieldViolation> Violations => _violations;

    /// <summary>Reads the whole text as one message.</summary>
    public IMessage ReadAll(MessageDescriptor type)
    {
        var message = New(type);
        try
        {
            if (!Utf8.IsValid(_text)) Note("is not UTF-8 text");
            else if (_json.Read()) message = ReadMessage(type) ?? message;
            while (_violations.Count == 0 && _json.Read()) { } // anything after the message is a JsonException
        }
        catch (JsonException failure)
        {
            Note(_json.CurrentDepth >= DepthMax
                ? $"is nested deeper than {DepthMax} levels"
                : $"is not valid JSON (line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1})");
        }
        catch (InvalidOperationException) // an escaped lone surrogate, found by GetString
        {
            Note("holds text that is not Unicode");
        }
        return message;
    }

    private IMessage? ReadMessage(MessageDescriptor type) => WellKnown.HasOwnJson(type) ? ReadWellKnown(type) : ReadPlain(type);

    private IMessage ReadPlain(MessageDescriptor type)
    {
        var message = New(type);
        ReadFields(message);
        return message;
    }

    private void ReadFields(IMessage into)
    {
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            Wrong("must be a JSON object");
            return;
        }
        var known = FieldNames.Of(into.Descriptor);
        var seen = new bool[into.Descriptor.Fields.InDeclarationOrder().Count];
        while (_json.Read() && _json.TokenType != JsonTokenType.EndObject)
        {
            var name = _json.GetString()!;
            _json.Read();
            _path.Enter(known.TryGetValue(name, out var field) ? field.Name : Presentable(name));
            if (field is null) Wrong($"is not a field of {into.Descriptor.FullName}");
            else if (seen[field.Index]) Wrong("is given twice");
            else
            {
                seen[field.Index] = true;
                ReadField(into, field);
            }
            _path.Leave();
        }
    }

    private void ReadField(IMessage into, FieldDescriptor field)
    {
        if (_json.TokenType == JsonTokenType.Null && !TakesNull(field)) return; // null stands for an absent field
        if (field.IsMap) ReadMap((IDictionary)field.Accessor.GetValue(into), field);
        else if (field.IsRepeated) ReadList((IList)field.Accessor.GetValue(into), field);
        else if (field.RealContainingOneof?.Accessor.GetCaseFieldDescriptor(into) is { } other)
            Wrong($"cannot be given together with {other.Name}");
        else if (ReadValue(field) is { } value) field.Accessor.SetValue(into, value);
    }

    private void ReadList(IList into, FieldDescriptor field)
    {
        if (_json.TokenType != JsonTokenType.StartArray)
        {
            Wrong("must be a JSON array");
            return;
        }
        for (var index = 0; _json.Read() && _json.TokenType != JsonTokenType.EndArray; index++)
        {
            _path.Enter(index);
            if (ReadValue(field) is { } value) into.Add(value);
            _path.Leave();
        }
    }

    private void ReadMap(IDictionary into, FieldDescriptor field)
    {
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            Wrong("must be a JSON object");
            return;
        }
        var (keys, values) = (field.MessageType.FindFieldByNumber(1), field.MessageType.FindFieldByNumber(2));
        for (var index = 0; _json.Read() && _json.TokenType != JsonTokenType.EndObject; index++)
        {
            _path.Enter(index);
            var key = ReadKey(keys);
            _json.Read();
            if (key is null || into.Contains(key)) Wrong(key is null ? $"must have {Noun(keys)} as its key" : "repeats the key of another entry");
            else if (ReadValue(values) is { } value) into.Add(key, value);
            _path.Leave();
        }
    }

    /// <summary>The value at hand as the field's CLR type, an enum as its number; null once a violation is noted.</summary>
    private object? ReadValue(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message when WellKnown.IsWrapper(field.MessageType) => ReadValue(field.MessageType.FindFieldByNumber(1)),
        FieldType.Message => ReadMessage(field.MessageType),
        FieldType.Enum => ReadEnum(field.EnumType),
        _ => ReadScalar(field),
    };

    private IMessage? ReadWellKnown(MessageDescriptor type)
    {
        var start = (int)_json.TokenStartIndex;
        _json.Skip();
        var text = Encoding.UTF8.GetString(_text[start..(int)_json.BytesConsumed]);
        return WellKnown.TryParse(text, type, out var message) ? message : (IMessage?)Wrong(WellKnown.Expectation(type));
    }

    /// <summary>Notes what the value at hand should have been, and skips it.</summary>
    private object? Wrong(string expectation)
    {
        Note(expectation);
        _json.Skip();
        return null;
    }

    private readonly void Note(string expectation)
    {
        if (_violations.Count < ViolationsMax) _violations.Add(new() { Field = _path.ToString(), Description = expectation });
    }

    private static bool TakesNull(FieldDescriptor field) =>
        field.FieldType == FieldType.Message && field.MessageType.FullName == "google.protobuf.Value" ||
        field.FieldType == FieldType.Enum && field.EnumType.FullName == "google.protobuf.NullValue";

    /// <summary>A name that the caller made up is repeated only if it looks like a field's name, and not like an identity number.</summary>
    private static string Presentable(string name) =>
        name.Length is > 0 and <= 64 && name.Count(char.IsAsciiDigit) < 6 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? name
            : "(unnamed)";

    private static IMessage New(MessageDescriptor type) => type.Parser.ParseFrom(ByteString.Empty);
}
