using System.Collections.Immutable;
using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Verify.Domain;

namespace Verify.Tests.Dossiers;

/// <summary>Facts of every type with anything in their fields: made from the types themselves, so that no new field is forgotten.</summary>
internal static class AnyFact
{
    public static readonly SubjectKey Subject = new("U:91520523MA6HQ0013R");

    public static readonly IReadOnlyList<Type> Types =
        [.. typeof(Fact).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(Fact)) && !type.IsAbstract)];

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Elements("", "91", "B-WAGE", "保障农民工工资支付条例 第四十八条", "é", "𠮷野家", "\ud800", "\0", new string('长', 300), new string('l', 300)),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(static text => text.Get));

    private static readonly Gen<DateOnly> Day = Gen.OneOf(
        Gen.Elements(DateOnly.MinValue, DateOnly.MaxValue, new DateOnly(2020, 1, 1), new DateOnly(2019, 12, 31)),
        Gen.Choose(0, DateOnly.MaxValue.DayNumber).Select(DateOnly.FromDayNumber));

    private static readonly Gen<DateTimeOffset> Instant = Gen.OneOf(
        Gen.Elements(DateTimeOffset.MinValue, DateTimeOffset.MaxValue),
        Day.Select(static day => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)),
        from day in Gen.Choose(1, 4_000)
        from ticks in ArbMap.Default.GeneratorFor<int>()
        from unit in Gen.Elements(1, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerSecond)
        select ChinaTime.StartOf(new DateOnly(2020, 1, 1).AddDays(day)).AddTicks(ticks * unit));

    private static readonly Gen<SubjectCode> Code = Gen.Elements(
        new SubjectCode(CodeType.UnifiedSocialCreditCode, "91442000MA6HQ0021T"),
        new SubjectCode(CodeType.OrganisationCode, "MA6HQ0021"),
        new SubjectCode(CodeType.RegistrationNumber, "520523000000015"));

    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, Gen<Fact>> ByType = Types.ToDictionary(static type => type, static type => Made(type).Select(static made => (Fact)made));

    /// <summary>A fact of a type.</summary>
    public static Gen<Fact> Of(Type type) => ByType[type];

    /// <summary>A dossier of up to thirty facts of any types, as a store would fold it.</summary>
    public static Gen<Dossier> Dossiers =>
        from revision in Gen.OneOf(Gen.Choose(0, int.MaxValue).Select(static small => (long)small), Gen.Constant(long.MaxValue))
        from count in Gen.Choose(0, 30)
        from facts in Recorded(Gen.Elements([.. Types]).SelectMany(Of)).ArrayOf(count)
        select Dossier.Fold(Subject, revision, facts);

    /// <summary>A fact as recorded.</summary>
    public static Gen<RecordedFact> Recorded(Gen<Fact> facts) =>
        from fact in facts
        from revision in Gen.Choose(0, int.MaxValue)
        from occurredAt in Instant
        from recordedAt in Instant
        from department in Text
        from officer in Text
        from document in Text
        select new RecordedFact(revision, Subject, occurredAt, recordedAt, new Recorder(department, officer), document, fact);

    private static Gen<object> Made(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(static one => one.GetParameters().Length)!;
        var named = constructor.GetParameters().Select(static parameter => parameter.Name).ToArray();
        var others = type.GetProperties().Where(property => property.CanWrite && !named.Contains(property.Name)).ToArray();
        return
            from given in Gen.CollectToArray(constructor.GetParameters(), static parameter =>
                Field(parameter.ParameterType, Nullability.Create(parameter).WriteState == NullabilityState.Nullable))
            from set in Gen.CollectToArray(others, static property =>
                Field(property.PropertyType, Nullability.Create(property).WriteState == NullabilityState.Nullable))
            select Built(constructor, given, others, set);
    }

    private static object Built(ConstructorInfo constructor, object?[] given, PropertyInfo[] others, object?[] set)
    {
        var made = constructor.Invoke(given);
        foreach (var (property, value) in others.Zip(set))
            property.SetValue(made, value);
        return made;
    }

    private static Gen<object?> Field(Type type, bool mayBeAbsent)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Field(inner, mayBeAbsent: true);
        return mayBeAbsent ? Gen.Frequency((1, Gen.Constant<object?>(null)), (3, Present(type))) : Present(type);
    }

    private static Gen<object?> Present(Type type)
    {
        if (type == typeof(string))
            return Text.Select(static text => (object?)text);
        if (type == typeof(bool))
            return ArbMap.Default.GeneratorFor<bool>().Select(static flag => (object?)flag);
        if (type == typeof(long))
            return Gen.OneOf(ArbMap.Default.GeneratorFor<long>(), Gen.Elements(long.MinValue, long.MaxValue)).Select(static number => (object?)number);
        if (type == typeof(DateOnly))
            return Day.Select(static day => (object?)day);
        if (type == typeof(DateTimeOffset))
            return Instant.Select(static instant => (object?)instant);
        if (type == typeof(SubjectKey))
            return Text.Select(static text => (object?)new SubjectKey(text));
        if (type == typeof(SubjectCode))
            return Code.Select(static code => (object?)code);
        if (type.IsEnum)
            return Gen.Elements([.. Enum.GetValues(type).Cast<object?>()]);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return Items(type.GetGenericArguments()[0]);
        return Made(type).Select(static made => (object?)made);
    }

    private static Gen<object?> Items(Type item) =>
        from count in Gen.Choose(0, 3)
        from items in Field(item, mayBeAbsent: false).ArrayOf(count)
        select ArrayMethod.MakeGenericMethod(item).Invoke(null, [items]);

    private static readonly MethodInfo ArrayMethod = typeof(AnyFact).GetMethod(nameof(ArrayOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static ImmutableArray<T> ArrayOf<T>(object[] items) => [.. items.Cast<T>()];
}
