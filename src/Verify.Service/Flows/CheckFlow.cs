using Verify.Audit;
using Verify.Catalogs;
using Verify.Decisions;
using Verify.Domain;
using Verify.Dossiers;
using Verify.Registry;

namespace Verify.Flows;

/// <summary>
/// The story of a check.
/// <code>
///  (1) Transport    proto request -> question, limits checked, `now` read once
///  (2) Callers      the presented credential -> who asks, and whether they may
///  (3) Dossiers     a proven view of the registry -> codes -> subjects -> dossiers     (the only waiting before the decision)
///  (4) Decisions    dossier x matter x materials x now -> decision                     (pure)
///  (5) Audit        the register takes the record                                      (no log, no answer)
///  (6) Dossiers     does what the answer rests on still stand? if not, (3) again
///  (7) Transport    decision + freshness + check id -> reply
/// </code>
/// (1) and (2) are done when a question comes in here.
/// </summary>
public sealed class CheckFlow(
    DossierViews views, ApplicantLookup applicants, CatalogLibrary catalogs, CheckRecords records, IQueryRegister register)
{
    /// <summary>Answers given.</summary>
    internal AnswerTally Given { get; } = new();

    // An answer that no longer stood when it was registered is worked out again once, in a batch at most twice; then it counts as one that cannot be proven.
    private const int AttemptsMax = 2;

    /// <summary>Answers one question.</summary>
    public async ValueTask<Outcome<byte[]>> AnswerAsync(CheckQuestion question, IAnswerWriter writer, CancellationToken cancellation)
    {
        if (question.RequestId.Length > 0 && await FindEarlierAnswerAsync(question, cancellation) is { } earlier)
            return earlier;
        for (var attempt = 0; ; attempt++)
        {
            // (3), (4)
            var decided = attempt >= AttemptsMax ? (await DecideUnprovenAsync([question], cancellation))[0]
                : TryDecide(question) ?? (await DecideAsync([question], cancellation))[0];

            // (5), (6), (7)
            if (await GiveAsync(question, decided, writer, cancellation) is { } given)
                return given;
        }
    }

    /// <summary>
    /// Answers many questions of one caller, matter and instant: one set-based read, then each exactly as if it were asked alone.
    /// </summary>
    public async Task<IReadOnlyList<Outcome<byte[]>>> AnswerAsync(
        IReadOnlyList<CheckQuestion> questions, IAnswerWriter writer, CancellationToken cancellation)
    {
        var decided = await DecideAsync(questions, cancellation);

        // Under a request id each is looked for, and registered, by itself.
        if (questions.Any(static question => question.RequestId.Length > 0))
            return await Task.WhenAll(questions.Zip(decided, AnswerAsync));

        var given = await GiveAsync(decided, writer, cancellation);
        var answers = new Outcome<byte[]>[given.Length];
        for (var i = 0; i < answers.Length; i++)
            answers[i] = given[i] ?? await this.AnswerAsync(questions[i], writer, cancellation);
        return answers;

        async Task<Outcome<byte[]>> AnswerAsync(CheckQuestion question, Decided one) =>
            await FindEarlierAnswerAsync(question, cancellation)
            ?? await GiveAsync(question, one, writer, cancellation)
            ?? await this.AnswerAsync(question, writer, cancellation);
    }

    /// <summary>(3) and (4) of one question without waiting, where all that it needs is kept and proven; else null.</summary>
    private Decided? TryDecide(CheckQuestion question) =>
        question.IsLive && views.TryProve(question.AtLeastRevision, question.Latest) is { } view && applicants.TryFind(question, view) is { } found
            ? new Decided(Decide(question, found.Applicants, found, view), RestingOn(question, found.Applicants))
            : null;

    /// <summary>
    /// (3) and (4) for many questions of one caller, matter and instant. Nothing is registered yet, so nothing of it may leave.
    /// </summary>
    private async ValueTask<IReadOnlyList<Decided>> DecideAsync(IReadOnlyList<CheckQuestion> questions, CancellationToken cancellation)
    {
        var context = questions[0];
        try
        {
            if (!context.IsLive)
                return await DecideAsync(questions, views.Past(context.Knowledge), cancellation);

            // Who allows an old answer is not kept waiting for a store that is slow to prove a new one.
            if (views.AgeOfKept is var age && age > TimeSpan.Zero && age <= context.MaxStaleness
                && await DecideUnprovenAsync(questions, cancellation) is var unproven
                && unproven.All(static one => one.Answer.Value is { Decision: var decision } && decision != UnprovenRules.Decision))
            {
                return unproven;
            }

            return await DecideAsync(questions, await views.ProveAsync(context.AtLeastRevision, context.Latest, cancellation), cancellation);
        }
        catch (StoreUnavailableException)
        {
            // The failure becomes what can be said without the store.
            return await DecideUnprovenAsync(questions, cancellation);
        }
    }

    /// <summary>
    /// Freshness cannot be proven. Whoever might have an adverse entry is not told of it, since it may have been lifted: UNDETERMINED.
    /// Whoever has none is answered if the caller allows an answer so old. Whatever is not kept is UNAVAILABLE: nothing was
    /// verified, and nothing is "clean" by ignorance (promises 3 and 4).
    /// </summary>
    private async ValueTask<IReadOnlyList<Decided>> DecideUnprovenAsync(IReadOnlyList<CheckQuestion> questions, CancellationToken cancellation)
    {
        var unavailable = new Decided(FlowFailures.StoreUnavailable, []);
        var kept = questions[0].IsLive ? views.Kept() : null;
        var decided = new Decided[questions.Count];
        for (var i = 0; i < decided.Length; i++)
        {
            try
            {
                // Each by itself: of many some are kept.
                decided[i] = kept is null ? unavailable : (await DecideAsync([questions[i]], kept, cancellation))[0];
            }
            catch (StoreUnavailableException)
            {
                decided[i] = unavailable;
            }
        }

        return decided;
    }

    /// <summary>(4) for many questions of one caller, matter and instant, on a view of the registry. Nothing of it may leave yet.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    public async ValueTask<IReadOnlyList<Decided>> DecideAsync(
        IReadOnlyList<CheckQuestion> questions, DossierView view, CancellationToken cancellation)
    {
        IReadOnlyList<AskedSubject> subjects =
            questions is [var only] ? only.Subjects : [.. questions.SelectMany(static question => question.Subjects)];
        var found = await applicants.FindAsync(subjects, questions[0], view, cancellation);
        var decided = new Decided[questions.Count];
        var next = 0;
        for (var i = 0; i < questions.Count; i++)
        {
            var mine = found.Applicants.AsSpan(next, questions[i].Subjects.Length).ToArray();
            next += mine.Length;
            decided[i] = new Decided(Decide(questions[i], mine, found, view), RestingOn(questions[i], mine));
        }

        return decided;
    }

    /// <summary>(5): an answer may leave once the register has it, and so may a refusal (R0).</summary>
    /// <exception cref="RegisterUnavailableException">It must not leave.</exception>
    public ValueTask RegisterAsync(CheckRecord record, CancellationToken cancellation) => register.AppendAsync(record, cancellation);

    /// <summary>The same for many at once, none of which has a request id.</summary>
    /// <exception cref="RegisterUnavailableException">None of them must leave.</exception>
    public ValueTask RegisterAsync(IReadOnlyList<CheckRecord> taken, CancellationToken cancellation) => register.AppendAsync(taken, cancellation);

    /// <summary>(5) to (7); null where the answer no longer stands, and must be worked out again.</summary>
    private async ValueTask<Outcome<byte[]>?> GiveAsync(
        CheckQuestion question, Decided decided, IAnswerWriter writer, CancellationToken cancellation)
    {
        if (decided.Answer.Value is not { } answer)
            return decided.Answer.Failure!;
        try
        {
            var reply = writer.Write(answer);
            if (!StillStands(answer, decided))
                return null;
            await RegisterAsync(records.Of(answer, reply, writer), cancellation);
            if (StillStands(answer, decided))
            {
                Given.Add(answer);
                return reply;
            }

            // Under a request id there is one answer for ever, and this one must not be given any more.
            if (question.RequestId.Length > 0)
                return FlowFailures.StoreUnavailable;
            return null;
        }
        catch (RequestAnsweredException)
        {
            // The same request came twice at once and the other was first: its answer holds for both.
            return await FindEarlierAnswerAsync(question, cancellation) ?? FlowFailures.RegisterUnavailable;
        }
        catch (RegisterUnavailableException exception)
        {
            // The failure becomes UNAVAILABLE, or RESOURCE_EXHAUSTED where too much waits: no log, no answer (QTX-32).
            return FlowFailures.Of(exception);
        }
    }

    /// <summary>(5) to (7) for many, which the register takes at once; null where the answer no longer stands, and must be worked out again.</summary>
    private async ValueTask<Outcome<byte[]>?[]> GiveAsync(IReadOnlyList<Decided> decided, IAnswerWriter writer, CancellationToken cancellation)
    {
        var given = new Outcome<byte[]>?[decided.Count];
        var taken = new List<CheckRecord>(decided.Count);
        for (var i = 0; i < given.Length; i++)
        {
            if (decided[i].Answer.Value is not { } answer)
            {
                given[i] = decided[i].Answer.Failure!;
            }
            else if (writer.Write(answer) is var reply && StillStands(answer, decided[i]))
            {
                given[i] = reply;
                taken.Add(records.Of(answer, reply, writer));
            }
        }

        var failure = await TryRegisterAsync(taken, cancellation);
        for (var i = 0; i < given.Length; i++)
        {
            if (given[i]?.Value is null)
                continue;
            var answer = decided[i].Answer.Value!;
            if (failure is not null)
                given[i] = failure;
            else if (StillStands(answer, decided[i]))
                Given.Add(answer);
            else
                given[i] = null;
        }

        return given;
    }

    private async ValueTask<Failure?> TryRegisterAsync(IReadOnlyList<CheckRecord> taken, CancellationToken cancellation)
    {
        try
        {
            await RegisterAsync(taken, cancellation);
            return null;
        }
        catch (RegisterUnavailableException exception)
        {
            // The failure becomes that of every answer: no log, no answer (QTX-32).
            return FlowFailures.Of(exception);
        }
    }

    private bool StillStands(CheckAnswer answer, Decided decided) =>
        !answer.Firm || answer.Watermark is not { } at || views.StillStands(at, decided.RestsOn);

    private Outcome<CheckAnswer> Decide(CheckQuestion question, FoundApplicant[] mine, FoundApplicants found, DossierView view)
    {
        if (view.Revision < question.AtLeastRevision)
            return FlowFailures.RevisionNotReached(question.AtLeastRevision);
        var asked = new Applicant[mine.Length];
        for (var i = 0; i < mine.Length; i++)
        {
            if (mine[i].Applicant is not { } applicant)
                return FlowFailures.InvalidCode(question.Subjects[i]);
            asked[i] = applicant;
        }

        if (!question.IsLive)
            return Answer(question, Decide(question, asked, found), question.Now, firm: true);
        if (Rebase(question, view.Revision) is not { } based)
            return FlowFailures.UnknownMatter(question.Matter.Matter.Code);
        if (view.IsProven)
            return Answer(based, Decide(based, asked, found), view.Watermark!.Value.At, firm: true);
        if (!found.AllClean)
            return Answer(based, Unproven(based), view.Watermark!.Value.At, firm: false);
        return question.MaxStaleness > TimeSpan.Zero && views.AgeOf(view) <= question.MaxStaleness
            ? Answer(based, Decide(based, asked, found), view.Watermark!.Value.At, firm: false)
            : FlowFailures.StoreUnavailable;

        CheckAnswer Answer(CheckQuestion answered, Decision decision, DateTimeOffset provenAt, bool firm) => new(
            CheckIds.New(answered.Now),
            answered,
            asked,
            decision,
            view.Revision,
            provenAt,
            firm,
            view.Watermark,
            found.Sources,
            ValidUntil(answered, decision));
    }

    /// <summary>
    /// The question under the catalogue of the revision that its answer rests on: one may have been published since it was read, or
    /// not have reached the watermark yet. Null where that catalogue does not know the matter.
    /// </summary>
    private CheckQuestion? Rebase(CheckQuestion question, long revision)
    {
        var inForce = catalogs.InForce(question.AsOf, DateTimeOffset.MaxValue, revision).Catalogue;
        if (inForce == question.Catalogue)
            return question;
        return inForce.FindMatter(question.Matter.Matter.Code) is { } matter
            && question.MissingMaterials.All(material => matter.Matter.FindMaterial(material) is not null)
                ? question with { Catalogue = inForce, Matter = matter }
                : null;
    }

    private static Decision Unproven(CheckQuestion question) => question.IsConsortium
        ? ConsortiumRules.Combine([.. question.Subjects.Select(static _ => UnprovenRules.Decision)])
        : UnprovenRules.Decision;

    private static SubjectKey[] RestingOn(CheckQuestion question, FoundApplicant[] mine)
    {
        var sources = question.Matter.SourceKeys;
        var count = mine.Length + sources.Length;
        foreach (var found in mine)
            count += found.Applicant?.Related.Length ?? 0;

        var keys = new SubjectKey[count];
        var next = 0;
        foreach (var found in mine)
        {
            keys[next++] = found.Key;
            foreach (var related in found.Applicant?.Related ?? [])
                keys[next++] = related.Dossier.Subject;
        }

        sources.CopyTo(keys, next);
        return keys;
    }

    private static Decision Decide(CheckQuestion question, Applicant[] mine, FoundApplicants found)
    {
        var @case = new Case
        {
            Catalogue = question.Catalogue,
            Matter = question.Matter,
            RegionCode = question.RegionCode,
            AsOf = question.AsOf,
            DepartmentCode = question.Caller.MeasuresOf,
            MissingMaterials = question.MissingMaterials,
            Commitment = question.Commitment,
            Sources = found.Sources,
        };
        return question.IsConsortium
            ? ConsortiumRules.Combine([.. mine.Select(applicant => DecisionEngine.Decide(@case, applicant))])
            : DecisionEngine.Decide(@case, mine[0]);
    }

    /// <summary>The same id and body are given the same answer; the same id with another body is a mistake of the caller's.</summary>
    private async ValueTask<Outcome<byte[]>?> FindEarlierAnswerAsync(CheckQuestion question, CancellationToken cancellation)
    {
        if (question.RequestId.Length == 0)
            return null;
        StoredAnswer? found;
        try
        {
            found = await register.FindAsync(question.Caller.Id, question.RequestId, cancellation);
        }
        catch (RegisterUnavailableException)
        {
            // The failure becomes UNAVAILABLE: whether the request was answered before cannot be told.
            return FlowFailures.RegisterUnavailable;
        }

        if (found is not { } stored)
            return null;
        return stored.RequestDigest.AsSpan().SequenceEqual(question.RequestDigest)
            ? stored.Answer.ToArray()
            : FlowFailures.RequestIdReused(question.RequestId);
    }

    /// <summary>An answer keeps until time changes it or another catalogue comes into force.</summary>
    private DateTimeOffset? ValidUntil(CheckQuestion question, Decision decision)
    {
        var knowledge = question.Knowledge;
        var nextCatalog = catalogs.NextAfter(
            question.AsOf, knowledge.Instant ?? DateTimeOffset.MaxValue, knowledge.Revision ?? long.MaxValue);
        return nextCatalog < decision.ValidUntil || decision.ValidUntil is null ? nextCatalog : decision.ValidUntil;
    }
}
