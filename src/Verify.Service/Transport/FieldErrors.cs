using System.Buffers;
using System.Globalization;
using Verify.Domain;
using Verify.Flows;

namespace Verify.Transport;

/// <summary>Collects everything that is wrong with a request, so that its author hears all of it at once.</summary>
public sealed class FieldErrors
{
    private const int MaxId = 128;

    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create(
        [.. Enumerable.Range(0, 0x100).Select(static value => (char)value).Where(char.IsControl)]);

    private readonly List<FieldViolation> _violations = [];
    private Failure? _detailed;

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool IsEmpty => _violations.Count == 0;

    /// <summary>A field is wrong.</summary>
    public void Add(string field, string message, FieldFault fault = FieldFault.Invalid, FailureReason reason = FailureReason.InvalidField) =>
        _violations.Add(new FieldViolation(field, message, reason, fault));

    /// <summary>A fact is wrong.</summary>
    public void Add(IEnumerable<FactFault> faults) =>
        _violations.AddRange(faults.Select(static fault => new FieldViolation(fault.Field, fault.Message.Both)));

    /// <summary>A field is wrong in a way that has details for programs; the first such failure gives its details to the whole.</summary>
    public void Add(Failure failure)
    {
        _detailed ??= failure;
        _violations.AddRange(failure.Violations);
    }

    /// <summary>Requires a text of bounded length without control characters.</summary>
    public void Text(string value, string field, int maxLength, bool required = false)
    {
        if (required && string.IsNullOrWhiteSpace(value))
            Add(field, "Required.", FieldFault.Required);
        if (value.Length > maxLength)
            Add(field, $"Longer than {maxLength} characters.", FieldFault.TooLong);
        if (value.AsSpan().IndexOfAny(ControlCharacters) >= 0)
            Add(field, "Contains control characters.", FieldFault.ControlCharacters);
    }

    /// <summary>
    /// Requires an identifier of bounded length. Blanks at its ends are refused, for no eye tells them and not every store does.
    /// </summary>
    public void Id(string value, string field, bool required = false)
    {
        Text(value, field, MaxId, required);
        if (value.Length > 0 && (char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1])))
            Add(field, "Begins or ends with a blank.", FieldFault.BlankAtEnd);
    }

    /// <summary>Reads a calendar date; null where it is empty.</summary>
    public DateOnly? Date(string value, string field, bool required = false)
    {
        if (value.Length == 0)
        {
            if (required)
                Add(field, "Required: a calendar date in China, YYYY-MM-DD.", FieldFault.Required);
            return null;
        }

        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is >= 1900 and < 2200)
        {
            return date;
        }

        Add(field, "Not a calendar date of the form YYYY-MM-DD between 1900 and 2199.", FieldFault.NotADate);
        return null;
    }

    /// <summary>Requires an enum value that is known; the zero value counts as none.</summary>
    public void Known<TEnum>(TEnum value, string field, bool required = false)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value) || (required && EqualityComparer<TEnum>.Default.Equals(value, default)))
            Add(field, $"One of {string.Join(", ", Enum.GetValues<TEnum>().Skip(1).Select(WireNames.Of))}.", FieldFault.UnknownValue);
    }

    /// <summary>Requires that a field is not given.</summary>
    public void Unset(bool given, string field)
    {
        if (given)
            Add(field, "Must be unset here.");
    }

    /// <summary>Requires at most so many items.</summary>
    public void Limit(int count, string field, int limit)
    {
        if (count > limit)
            Add(LimitExceeded(count, field, limit));
    }

    /// <summary>More items than allowed.</summary>
    public static Failure LimitExceeded(int count, string field, int limit)
    {
        var message = $"At most {limit} items in one request; {count} were given.";
        return new Failure(FailureReason.LimitExceeded, message)
        {
            Violations = [new FieldViolation(field, message, FailureReason.LimitExceeded, FieldFault.TooMany)],
        }.With("limit", limit.ToString(CultureInfo.InvariantCulture)).With("given", count.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Reads a code; one that is malformed and not even a pilot candidate is wrong.</summary>
    public CodeReading Code(V1.Subject? subject, string field)
    {
        if (subject is null)
        {
            Add(field, "Required.", FieldFault.Required);
            return default;
        }

        if (subject.Name.Length > 0)
            Text(subject.Name, field + ".name", 200);
        if (!Enum.IsDefined(subject.CodeType))
        {
            Add(field + ".code_type", "Not a known kind of code.", FieldFault.UnknownValue);
            return default;
        }

        var type = subject.CodeType == V1.CodeType.Unspecified ? CodeType.UnifiedSocialCreditCode : (CodeType)(subject.CodeType - 1);
        var reading = SubjectCodes.Read(type, subject.Code);
        if (reading.Fault is { } fault && !reading.PilotCandidate)
            Add(FlowFailures.InvalidCode(fault, field + ".code"));

        // One citizen number in some 300 passes for a unified social credit code as well. Taken for one it would be stored and shown
        // in the open, so whoever means an organisation has to say so.
        if (subject.CodeType == V1.CodeType.Unspecified && reading.IsValid && ResidentId.LooksLike(reading.Code.Value)
            && SubjectCodes.Read(CodeType.ResidentId, subject.Code).IsValid)
        {
            Add(FlowFailures.AmbiguousCode(field + ".code_type"));
        }

        return reading;
    }

    /// <summary>Ends the call if anything is wrong.</summary>
    public void ThrowIfAny()
    {
        if (!IsEmpty)
            throw FailureStatus.ToException(ToFailure());
    }

    /// <summary>Everything as one failure, under the first reason in the order of <see cref="FailureReason"/>.</summary>
    public Failure ToFailure()
    {
        var reason = _violations.Min(static violation => violation.Reason);
        var failure = _detailed is { } detailed && detailed.Reason == reason ? detailed : new Failure(reason, "");
        if (reason == FailureReason.InvalidField)
            failure = failure.With("fields", ToldViolations.FieldsOf(_violations));
        return failure with { Message = ToldViolations.MessageOf(_violations), Violations = [.. ToldViolations.Of(_violations)] };
    }
}
