using Verify.Audit;
using Verify.Catalogs;
using Verify.Decisions;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Flows;

/// <summary>
/// The story of a check.
/// <code>
///  (1) Transport    proto request -> question, limits checked, `now` read once
///  (2) Callers      the presented credential -> who asks
///  (3) Dossiers     codes -> subjects -> dossiers, all at one revision          (the only waiting before the decision)
///  (4) Decisions    dossier x matter x materials x now -> decision              (pure)
///  (5) Audit        the register takes the record                               (no log, no answer)
///  (6) Transport    decision + freshness + check id -> reply
/// </code>
/// (1) and (2) are done when a question comes in here.
/// </summary>
public sealed class CheckFlow(ApplicantLookup applicants, CatalogLibrary catalogs, CheckRecords records, IQueryRegister register)
{
    /// <summary>
    /// Answers many questions of one caller, matter and instant: one set-based read, then each exactly as if it were asked alone.
    /// </summary>
    public async Task<IReadOnlyList<Outcome<Worded<TReply>>>> AnswerAsync<TReply>(
        IReadOnlyList<CheckQuestion> questions, IAnswerWriter<TReply> writer, CancellationToken cancellation)
        where TReply : class
    {
        try
        {
            var decided = await DecideAsync(questions, cancellation);
            return await Task.WhenAll(questions.Zip(decided, (question, one) => AnswerAsync(question, one, writer, cancellation)));
        }
        catch (StoreUnavailableException)
        {
            // The failure becomes UNAVAILABLE for every question: nothing was verified, and nothing is "clean" by ignorance.
            Outcome<Worded<TReply>> unavailable = FlowFailures.StoreUnavailable;
            return [.. questions.Select(_ => unavailable)];
        }
    }

    /// <summary>
    /// (3) and (4) for many questions of one caller, matter and instant. Nothing is registered yet, so nothing of it may leave.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    public async Task<IReadOnlyList<Decided>> DecideAsync(IReadOnlyList<CheckQuestion> questions, CancellationToken cancellation)
    {
        // (3)
        var subjects = questions.SelectMany(static question => question.Subjects).ToArray();
        var found = await applicants.FindAsync(subjects, questions[0], cancellation);

        // (4)
        var decided = new Decided[questions.Count];
        var next = 0;
        for (var i = 0; i < questions.Count; i++)
        {
            var mine = found.Applicants.Skip(next).Take(questions[i].Subjects.Length).ToArray();
            next += mine.Length;
            decided[i] = new Decided(Decide(questions[i], mine, found), RestingOn(questions[i], mine));
        }

        return decided;
    }

    /// <summary>(5): an answer may leave once the register has it, and so may a refusal (R0).</summary>
    /// <exception cref="RegisterUnavailableException">It must not leave.</exception>
    public async Task RegisterAsync(CheckRecord record, CancellationToken cancellation) => await register.AppendAsync(record, cancellation);

    private async Task<Outcome<Worded<TReply>>> AnswerAsync<TReply>(
        CheckQuestion question, Decided decided, IAnswerWriter<TReply> writer, CancellationToken cancellation)
        where TReply : class
    {
        try
        {
            if (await EarlierAnswerAsync(question, writer, cancellation) is { } earlier)
                return earlier;
            if (decided.Answer.Value is not { } answer)
                return decided.Answer.Failure!;

            // (5), (6)
            var worded = writer.Write(answer);
            await RegisterAsync(records.Of(answer, worded.Bytes), cancellation);
            return worded;
        }
        catch (RequestAnsweredException)
        {
            // The same request came twice at once and the other was first: its answer holds for both.
            return await EarlierAnswerAsync(question, writer, cancellation) ?? FlowFailures.RegisterUnavailable;
        }
        catch (RegisterUnavailableException exception)
        {
            // The failure becomes UNAVAILABLE, or RESOURCE_EXHAUSTED where too much waits: no log, no answer (QTX-32).
            return FlowFailures.Of(exception);
        }
    }

    private Outcome<CheckAnswer> Decide(CheckQuestion question, FoundApplicant[] mine, FoundApplicants found)
    {
        if (found.Revision < question.AtLeastRevision)
            return FlowFailures.RevisionNotReached(question.AtLeastRevision);
        var asked = new Applicant[mine.Length];
        for (var i = 0; i < mine.Length; i++)
        {
            if (mine[i].Applicant is not { } applicant)
                return FlowFailures.InvalidCode(question.Subjects[i]);
            asked[i] = applicant;
        }

        var decision = Decide(question, asked, found);
        return new CheckAnswer(
            Guid.CreateVersion7(question.Now), question, asked, decision, found.Revision, found.Sources, ValidUntil(question, decision));
    }

    private static IEnumerable<SubjectKey> RestingOn(CheckQuestion question, FoundApplicant[] mine)
    {
        foreach (var found in mine)
        {
            yield return found.Key;
            foreach (var related in found.Applicant?.Related ?? [])
                yield return related.Dossier.Subject;
        }

        foreach (var source in question.Matter.Sources)
            yield return SubjectKey.OfSource(source.Code);
    }

    private static Decision Decide(CheckQuestion question, Applicant[] mine, FoundApplicants found)
    {
        var @case = new Case
        {
            Catalogue = question.Catalogue,
            Matter = question.Matter,
            RegionCode = question.RegionCode,
            AsOf = question.AsOf,
            DepartmentCode = question.Caller.DepartmentCode,
            MissingMaterials = question.MissingMaterials,
            Commitment = question.Commitment,
            Sources = found.Sources,
        };
        return question.IsConsortium
            ? ConsortiumRules.Combine([.. mine.Select(applicant => DecisionEngine.Decide(@case, applicant))])
            : DecisionEngine.Decide(@case, mine[0]);
    }

    /// <summary>The same id and body are given the same answer; the same id with another body is a mistake of the caller's.</summary>
    private async ValueTask<Outcome<Worded<TReply>>?> EarlierAnswerAsync<TReply>(
        CheckQuestion question, IAnswerWriter<TReply> writer, CancellationToken cancellation)
        where TReply : class
    {
        if (question.RequestId.Length == 0 || await register.FindAsync(question.Caller.Id, question.RequestId, cancellation) is not { } stored)
            return null;
        return stored.RequestDigest.AsSpan().SequenceEqual(question.RequestDigest)
            ? new Worded<TReply>(writer.Read(stored.Answer), stored.Answer)
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
