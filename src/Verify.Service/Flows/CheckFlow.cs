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
    /// <summary>Answers one question.</summary>
    public async Task<Outcome<Worded<TReply>>> AnswerAsync<TReply>(
        CheckQuestion question, IAnswerWriter<TReply> writer, CancellationToken cancellation)
        where TReply : class
    {
        var answers = await AnswerAsync([question], writer, cancellation);
        return answers[0];
    }

    /// <summary>
    /// Answers many questions of one caller, matter and instant: one set-based read, then each exactly as if it were asked alone.
    /// </summary>
    public async Task<IReadOnlyList<Outcome<Worded<TReply>>>> AnswerAsync<TReply>(
        IReadOnlyList<CheckQuestion> questions, IAnswerWriter<TReply> writer, CancellationToken cancellation)
        where TReply : class
    {
        try
        {
            // (3)
            var subjects = questions.SelectMany(static question => question.Subjects).ToArray();
            var found = await applicants.FindAsync(subjects, questions[0], cancellation);
            var answers = new Task<Outcome<Worded<TReply>>>[questions.Count];
            var next = 0;
            for (var i = 0; i < questions.Count; i++)
            {
                var mine = found.Applicants.Skip(next).Take(questions[i].Subjects.Length).ToArray();
                next += mine.Length;
                answers[i] = AnswerAsync(questions[i], mine, found, writer, cancellation);
            }

            return await Task.WhenAll(answers);
        }
        catch (StoreUnavailableException)
        {
            // The failure becomes UNAVAILABLE for every question: nothing was verified, and nothing is "clean" by ignorance.
            Outcome<Worded<TReply>> unavailable = FlowFailures.StoreUnavailable;
            return [.. questions.Select(_ => unavailable)];
        }
    }

    private async Task<Outcome<Worded<TReply>>> AnswerAsync<TReply>(
        CheckQuestion question, Applicant?[] mine, FoundApplicants found, IAnswerWriter<TReply> writer, CancellationToken cancellation)
        where TReply : class
    {
        try
        {
            if (await EarlierAnswerAsync(question, writer, cancellation) is { } earlier)
                return earlier;
            if (found.Revision < question.AtLeastRevision)
                return FlowFailures.RevisionNotReached(question.AtLeastRevision);
            for (var i = 0; i < mine.Length; i++)
            {
                if (mine[i] is null)
                    return FlowFailures.InvalidCode(question.Subjects[i]);
            }

            // (4)
            var decision = Decide(question, mine!, found);
            var answer = new CheckAnswer(
                Guid.CreateVersion7(question.Now), question, decision, found.Revision, found.Sources, ValidUntil(question, decision));
            var worded = writer.Write(answer);

            // (5)
            await register.AppendAsync(records.Of(answer, mine!, worded.Bytes), cancellation);

            // (6)
            return worded;
        }
        catch (RequestAnsweredException)
        {
            // The same request came twice at once and the other was first: its answer holds for both.
            return await EarlierAnswerAsync(question, writer, cancellation) ?? FlowFailures.RegisterUnavailable;
        }
        catch (RegisterUnavailableException)
        {
            // The failure becomes UNAVAILABLE: no log, no answer (QTX-32).
            return FlowFailures.RegisterUnavailable;
        }
    }

    /// <summary>Registers that a question was refused: refusals are on record too (R0).</summary>
    public async Task RegisterRefusalAsync(CheckRecord refusal, CancellationToken cancellation) =>
        await register.AppendAsync(refusal, cancellation);

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
