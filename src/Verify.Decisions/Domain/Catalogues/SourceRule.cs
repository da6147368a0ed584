using System.Collections.Immutable;

namespace Verify.Domain;

/// <summary>A source of facts and how old it may be.</summary>
/// <param name="Code">Code.</param>
/// <param name="Name">Name.</param>
/// <param name="MaxAge">Maximum age.</param>
/// <param name="MustForMatters">Matters, by code or class, that must not be answered without it.</param>
public sealed record SourceRule(string Code, LocalText Name, TimeSpan MaxAge, ImmutableArray<string> MustForMatters);

/// <summary>A department or body that carries measures out.</summary>
/// <param name="Code">Code, by which measures and callers name it.</param>
/// <param name="Name">Name.</param>
/// <param name="IsPublicBody">Whether it is an organ of state; others can only be advised (QTX-22).</param>
public sealed record Department(string Code, LocalText Name, bool IsPublicBody);
