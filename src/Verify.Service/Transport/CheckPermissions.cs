using System.Collections.Immutable;
using Verify.Callers;
using Verify.Catalogs;
using Verify.Domain;
using Verify.Flows;
using Verify.V1;

namespace Verify.Transport;

/// <summary>
/// R0 of a check: what the caller may ask about. It goes before everything else, so that who may not ask does not learn whether the rest
/// of the question is right, nor whether a matter exists.
/// </summary>
internal static class CheckPermissions
{
    // An as_of of just now, by a clock that lags a little, is no question about the past.
    private static readonly TimeSpan Present = TimeSpan.FromMinutes(1);

    /// <summary>Why the caller may not ask this, whoever it is about; null where it may.</summary>
    public static Failure? FaultOf(CheckRequest request, Grants grants, CatalogLibrary catalogs, DateTimeOffset now)
    {
        if (FaultOf(request.MatterCode, request.RegionCode, grants) is { } fault)
            return fault;
        var asksThePast = request.KnownAt is not null || request.AsOf?.Seconds < (now - Present).ToUnixTimeSeconds();
        return asksThePast && !grants.Has(Scopes.Audit) && !IsProcurement(request.MatterCode, catalogs)
            ? CallerFailures.NoScope(ScopeNames.Of(Scopes.Audit))
            : null;
    }

    /// <summary>Why the caller may not ask about a matter in a region. What is malformed is left to be named so.</summary>
    public static Failure? FaultOf(string matter, string region, Grants grants) =>
        matter.Length > 0 && !grants.MayAskAbout(matter) ? CallerFailures.NoMatter(matter.Length <= 64 ? matter : matter[..64])
        : region.Length == 6 && !grants.MayAskIn(region) ? CallerFailures.NoRegion(region)
        : null;

    /// <summary>Why the caller may not ask about these subjects and related parties; null where it may.</summary>
    public static Failure? FaultOf(ImmutableArray<AskedSubject> subjects, ImmutableArray<AskedRelated> related, Grants grants)
    {
        if (grants is { Organisations: true, Persons: true })
            return null;
        foreach (var subject in subjects)
        {
            if (FaultOf(subject.Reading.Code, subject.Path, grants) is { } fault)
                return fault;
        }

        for (var i = 0; i < related.Length; i++)
        {
            if (FaultOf(related[i].Code, $"related_parties[{i}].subject", grants) is { } fault)
                return fault;
        }

        return null;
    }

    /// <summary>Why the caller may not ask about the subject of a code; null where it may, or where the code is none.</summary>
    public static Failure? FaultOf(SubjectCode code, string field, Grants grants) =>
        code.Value is null || (code.IsPerson ? grants.Persons : grants.Organisations) ? null : CallerFailures.NoSubject(field, code.IsPerson);

    // The procurement cut-off is a day of the past by its nature (rules 3.1).
    private static bool IsProcurement(string matter, CatalogLibrary catalogs) =>
        catalogs.InForceNow().Catalogue.FindMatter(matter) is { Matter.IsGovernmentProcurement: true };
}
