using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Verify.Decisions;
using Verify.Domain;
using Verify.Dossiers;
using Verify.Registry;

namespace Verify.Flows;

/// <summary>Somebody asked about.</summary>
/// <param name="Key">The subject that the code leads to; the code's own key where it leads nowhere.</param>
/// <param name="Applicant">Null where a pilot-era code is not in the base registry, hence malformed.</param>
public readonly record struct FoundApplicant(SubjectKey Key, Applicant? Applicant);

/// <summary>Everybody asked about, with everything that a decision could read, at one revision.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="AllClean">Nothing in any of their dossiers could be adverse.</param>
/// <param name="Applicants">One per subject asked about.</param>
/// <param name="Sources">When the sources that the matter needs were last heard from.</param>
public sealed record FoundApplicants(
    long Revision, bool AllClean, FoundApplicant[] Applicants, ImmutableArray<SourceStatus> Sources);

/// <summary>
/// From codes to applicants: old codes are resolved, then all dossiers are read at once, then those of related persons, then when the
/// sources were last heard from, everything as one view of the registry shows it.
/// </summary>
public sealed class ApplicantLookup(SubjectKeys keys)
{
    /// <summary>Finds everybody whom a list of questions of one matter and one instant is about.</summary>
    /// <exception cref="StoreUnavailableException">What the view does not show by itself could not be read.</exception>
    public async ValueTask<FoundApplicants> FindAsync(
        IReadOnlyList<AskedSubject> subjects, CheckQuestion context, DossierView view, CancellationToken cancellation)
    {
        var resolved = new SubjectKey[subjects.Count];
        var resolutions = new Resolution[subjects.Count];
        for (var i = 0; i < subjects.Count; i++)
            (resolved[i], resolutions[i]) = await ResolveAsync(subjects[i], view, cancellation);

        var wanted = resolved.Length == 1 ? resolved : [.. resolved.Distinct()];
        var dossiers = wanted.Zip(await view.ReadAsync(wanted, cancellation)).ToDictionary();

        var (related, relatedOf) = await FindRelatedAsync(resolved, dossiers, context, view, cancellation);
        var applicants = new FoundApplicant[subjects.Count];
        for (var i = 0; i < subjects.Count; i++)
        {
            var dossier = dossiers[resolved[i]];
            applicants[i] = Of(subjects[i], resolved[i], dossier, resolutions[i], relatedOf(dossier, i));
        }

        var allClean = dossiers.Values.Concat(related).All(static dossier => dossier.IsClean);
        return new FoundApplicants(view.Revision, allClean, applicants, await FindSourcesAsync(context, view, cancellation));
    }

    /// <summary>
    /// Finds the only subject of a question without waiting; null where it is not kept, or the answer needs more than its dossier and
    /// the sources.
    /// </summary>
    public FoundApplicants? TryFind(CheckQuestion question, DossierView view)
    {
        if (question.Subjects is not [{ Reading.Code: var code } subject] || code.IsOld || !question.Related.IsEmpty)
            return null;
        var key = keys.KeyOf(code);
        if (!view.TryRead(key, out var dossier) || !dossier.Relations.IsEmpty || TryFindSources(question, view) is not { } sources)
            return null;
        return new FoundApplicants(view.Revision, dossier.IsClean, [Of(subject, key, dossier, Resolution.Direct, [])], sources);
    }

    private static FoundApplicant Of(
        AskedSubject subject, SubjectKey key, Dossier dossier, Resolution resolution, ImmutableArray<RelatedApplicant> related)
    {
        var pilot = subject.Reading.PilotCandidate;
        return new(key, pilot && dossier.Registrations.IsEmpty ? null : new Applicant
        {
            Dossier = dossier,
            Resolution = pilot ? Resolution.PilotNonconforming : resolution,
            BirthDate = BirthDateOf(subject.Reading.Code),
            GivenName = subject.Name,
            Related = related,
        });
    }

    private static ImmutableArray<SourceStatus>? TryFindSources(CheckQuestion question, DossierView view)
    {
        var sources = question.Matter.Sources;
        if (sources.IsEmpty)
            return [];
        return view.TryReadLastSyncs(question.Matter.SourceKeys, question.AsOf) is { } lastSyncs
            ? StatusesOf(sources, lastSyncs)
            : null;
    }

    private static async ValueTask<ImmutableArray<SourceStatus>> FindSourcesAsync(CheckQuestion context, DossierView view, CancellationToken cancellation)
    {
        var sources = context.Matter.Sources;
        if (sources.IsEmpty)
            return [];
        var lastSyncs = await view.ReadLastSyncsAsync(context.Matter.SourceKeys, context.AsOf, cancellation);
        return StatusesOf(sources, lastSyncs);
    }

    private static ImmutableArray<SourceStatus> StatusesOf(ImmutableArray<SourceRule> sources, IReadOnlyList<DateTimeOffset?> lastSyncs)
    {
        var statuses = new SourceStatus[sources.Length];
        for (var i = 0; i < statuses.Length; i++)
            statuses[i] = new SourceStatus(sources[i], lastSyncs[i]);
        return ImmutableCollectionsMarshal.AsImmutableArray(statuses);
    }

    private async ValueTask<(SubjectKey Key, Resolution Resolution)> ResolveAsync(
        AskedSubject subject, DossierView view, CancellationToken cancellation)
    {
        var key = keys.KeyOf(subject.Reading.Code);
        if (!subject.Reading.Code.IsOld)
            return (key, Resolution.Direct);
        return await view.ResolveAliasAsync(key, cancellation) is { } known
            ? (known, Resolution.Direct)
            : (key, Resolution.AliasUnresolved);
    }

    private async ValueTask<(IEnumerable<Dossier> Found, Func<Dossier, int, ImmutableArray<RelatedApplicant>> Of)> FindRelatedAsync(
        SubjectKey[] subjects,
        Dictionary<SubjectKey, Dossier> dossiers,
        CheckQuestion context,
        DossierView view,
        CancellationToken cancellation)
    {
        if (context.Related.IsEmpty && dossiers.Values.All(static dossier => dossier.Relations.IsEmpty))
            return ([], static (_, _) => []);
        var given = context.Related.Select(related => (Key: keys.KeyOf(related.Code), related.Role, BirthDate: BirthDateOf(related.Code))).ToArray();
        var recorded = subjects.Distinct()
            .SelectMany(key => dossiers[key].Relations)
            .Select(static relation => ((RelationRecorded)relation.Fact).Related);
        var wanted = given.Select(static related => related.Key).Concat(recorded).Distinct().ToArray();

        var related = wanted.Zip(await view.ReadAsync(wanted, cancellation)).ToDictionary();
        var birthDates = await BirthDatesAsync(related, view, cancellation);

        // What the caller says of roles is about the lead of a consortium, if there is one.
        return (related.Values, (dossier, index) =>
        [
            .. dossier.RelationsAt(context.AsOf)
                .Select(relation => new RelatedApplicant(
                    relation.Role, related[relation.Related], birthDates.GetValueOrDefault(relation.Related), relation.From, relation.To)),
            .. given
                .Where(_ => index == 0 || !context.HasLead)
                .Select(one => new RelatedApplicant(one.Role, related[one.Key], one.BirthDate)),
        ]);
    }

    /// <summary>Birth dates of recorded related persons who stand on any list: minors among them are protected (R5).</summary>
    private async Task<Dictionary<SubjectKey, DateOnly?>> BirthDatesAsync(
        Dictionary<SubjectKey, Dossier> related, DossierView view, CancellationToken cancellation)
    {
        var listed = related.Values.Where(static dossier => dossier.Subject.IsPerson && !dossier.Entries.IsEmpty)
            .Select(static dossier => dossier.Subject).ToArray();
        if (listed.Length == 0)
            return [];
        var identities = await view.ReadIdentitiesAsync(listed, cancellation);
        return identities.ToDictionary(static pair => pair.Key, pair => BirthDateOf(keys.Open(pair.Value)));
    }

    private static DateOnly? BirthDateOf(SubjectCode code) => code.Type == CodeType.ResidentId ? ResidentId.BirthDate(code.Value) : null;
}
