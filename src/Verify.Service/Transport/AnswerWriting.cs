using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Verify.Decisions;
using Verify.Domain;
using Verify.Flows;
using Verify.V1;
using Incentive = Verify.V1.Incentive;
using Incentives = Verify.V1.Incentives;
using ListKind = Verify.Domain.ListKind;
using ListStatus = Verify.V1.ListStatus;

namespace Verify.Transport;

/// <summary>(6) A decision becomes the reply: texts in the caller's language, only what this purpose needs (R16).</summary>
public sealed class AnswerWriting(Language language) : IAnswerWriter<CheckResponse>
{
    /// <summary>In Chinese, the default.</summary>
    public static readonly AnswerWriting Chinese = new(Language.Chinese);

    /// <summary>In English.</summary>
    public static readonly AnswerWriting English = new(Language.English);

    /// <summary>The writer for an <c>accept-language</c> header: English where it is asked for first, else Chinese.</summary>
    public static AnswerWriting For(string? acceptLanguage) => LanguageOf(acceptLanguage) == Language.English ? English : Chinese;

    /// <summary>The language that an <c>accept-language</c> header asks for first.</summary>
    public static Language LanguageOf(string? acceptLanguage) =>
        acceptLanguage is not null && acceptLanguage.TrimStart().StartsWith("en", StringComparison.OrdinalIgnoreCase)
            ? Language.English
            : Language.Chinese;

    /// <inheritdoc/>
    public CheckResponse Read(ReadOnlyMemory<byte> bytes) => CheckResponse.Parser.ParseFrom(bytes.Span);

    /// <inheritdoc/>
    public byte[] DigestOf(CheckResponse reply)
    {
        var said = reply.Clone();
        Strip(said);
        foreach (var member in said.Members)
            Strip(member.Answer);
        return SHA256.HashData(said.ToByteArray());

        static void Strip(CheckResponse answer) => (answer.CheckId, answer.EvaluatedAt, answer.AsOf, answer.Freshness) = ("", null, null, null);
    }

    /// <inheritdoc/>
    public Worded<CheckResponse> Write(CheckAnswer answer)
    {
        var response = Write(answer, answer.Decision);
        for (var i = 0; i < answer.Decision.Members.Count; i++)
        {
            response.Members.Add(new MemberAnswer
            {
                Index = answer.Question.Subjects[i].MemberIndex,
                Code = answer.Question.Subjects[i].Reading.Code.Masked,
                Answer = Write(answer, answer.Decision.Members[i]),
            });
        }

        return new Worded<CheckResponse>(response, response.ToByteArray());
    }

    private CheckResponse Write(CheckAnswer answer, Decision decision)
    {
        var question = answer.Question;
        var response = new CheckResponse
        {
            CheckId = answer.CheckId.ToString(),
            EvaluatedAt = question.Now.ToTimestamp(),
            AsOf = question.AsOf.ToTimestamp(),
            Disposition = (V1.Disposition)decision.Disposition,
            Incentives = Write(decision.Incentives),
            SupervisionHint = (V1.SupervisionHint)decision.SupervisionHint,
            Freshness = new Freshness
            {
                Revision = answer.Revision,
                ProvenAt = answer.ProvenAt.ToTimestamp(),
                Firm = answer.Firm,
                CatalogVersion = question.Catalogue.Version,
            },
            FeedbackDueOn = Date(decision.FeedbackDueOn),
            AnswerValidUntil = answer.ValidUntil?.ToTimestamp(),
        };
        foreach (var reason in decision.Reasons)
            response.Reasons.Add(Write(reason));
        foreach (var warning in decision.Warnings)
            response.Warnings.Add(Write(warning));
        foreach (var status in decision.ListStatus)
            response.ListStatus.Add(new ListStatus { Colour = (V1.Colour)status.Colour, State = (V1.EntryState)status.State });
        foreach (var entry in decision.Entries)
            response.Entries.Add(Write(entry));
        foreach (var measure in decision.Measures)
            response.Measures.Add(Write(measure));
        foreach (var note in decision.Notes)
            response.RelatedNotes.Add(Write(note));
        foreach (var source in answer.Sources)
        {
            response.Coverage.Add(new Coverage
            {
                Source = source.Rule.Code,
                LastSyncedAt = source.LastSyncedAt?.ToTimestamp(),
                Stale = source.IsStale(question.AsOf),
            });
        }

        return response;
    }

    private Reason Write(Domain.ReasonCode code)
    {
        var text = ReasonTexts.Of(code);
        return new Reason { Code = (V1.ReasonCode)code, Message = Text(code), Citation = text.Citation };
    }

    private Entry Write(ShownEntry entry)
    {
        var listing = entry.Listing;
        var written = new Entry
        {
            EntryId = listing.EntryId,
            Colour = (V1.Colour)entry.Kind.Colour,
            ListKind = Write(entry.Kind),
            State = (V1.EntryState)entry.State,
            Recogniser = listing.Recogniser.Length > 0 ? listing.Recogniser : entry.Kind.Recogniser,
            DecisionDocument = listing.DecisionDocument,
            Reason = listing.Reason,
            DecidedOn = Date(listing.DecidedOn),
            StartOn = Date(listing.StartOn),
            EndOn = Date(listing.EndOn),
            RemovalConditions = listing.RemovalConditions,
            RemovalProcedure = listing.RemovalProcedure,
            Remedies = listing.Remedies,
        };
        written.LegalBasis.AddRange(listing.LegalBasis);
        for (var flag = 1; flag <= 10; flag++)
        {
            if (((int)entry.Flags & (1 << flag)) != 0)
                written.Flags.Add((EntryFlag)flag);
        }

        return written;
    }

    private Measure Write(AppliedMeasure measure)
    {
        var written = new Measure
        {
            Code = measure.Code,
            Name = measure.Rule.Name.In(language),
            Kind = (V1.MeasureKind)measure.Rule.Kind,
            Effect = (V1.MeasureEffect)measure.Effect,
            Strength = (V1.MeasureStrength)measure.Strength,
            EndOn = Date(measure.EndOn),
            Reminder = measure.Rule.Reminder.Chinese is { Length: > 0 } ? measure.Rule.Reminder.In(language) : "",
            FeedbackRequired = measure.Rule.FeedbackRequired,
        };
        foreach (var article in measure.LegalBasis)
            written.LegalBasis.Add(article.Text.In(language));
        foreach (var entryId in measure.SourceEntryIds)
            written.SourceEntryIds.Add(entryId);
        return written;
    }

    private Incentives Write(Decisions.Incentives incentives)
    {
        var written = new Incentives
        {
            GreenChannel = Write(incentives.GreenChannel),
            DeferredAcceptance = Write(incentives.DeferredAcceptance),
            InstantHandling = Write(incentives.InstantHandling),
            CommitmentPublicity = incentives.CommitmentPublicity,
        };
        foreach (var code in incentives.Others)
        {
            written.Others.Add(new Incentive
            {
                Code = code,
                State = V1.IncentiveState.Eligible,
                ReasonCodes = { V1.ReasonCode.Red },
            });
        }

        return written;
    }

    private Incentive Write(Decisions.Incentive incentive)
    {
        var written = new Incentive { State = (V1.IncentiveState)incentive.State };
        foreach (var code in incentive.Reasons)
            written.ReasonCodes.Add((V1.ReasonCode)code);
        written.Detail = string.Join(language == Language.English ? "; " : "；", incentive.Reasons.Select(Text)) + DetailOf(incentive);
        return written;
    }

    private string DetailOf(Decisions.Incentive incentive) => (incentive.On, incentive.State, language) switch
    {
        (null, _, _) => "",
        ({ } day, Decisions.IncentiveState.Eligible or Decisions.IncentiveState.EligibleIfCommitted, Language.English) =>
            $"; papers by {Date(day)} at the latest",
        ({ } day, Decisions.IncentiveState.Eligible or Decisions.IncentiveState.EligibleIfCommitted, _) => $"；最迟补交日期{Date(day)}",
        ({ } day, _, Language.English) when incentive.Reasons.Contains(Domain.ReasonCode.DueTooLate) || incentive.Reasons.Contains(Domain.ReasonCode.DueInPast) =>
            $"; papers by {Date(day)} at the latest",
        ({ } day, _, _) when incentive.Reasons.Contains(Domain.ReasonCode.DueTooLate) || incentive.Reasons.Contains(Domain.ReasonCode.DueInPast) =>
            $"；最迟补交日期{Date(day)}",
        ({ } day, _, Language.English) => $"; on today's record, no earlier than {Date(day)}",
        ({ } day, _, _) => $"；按现有记录，最早{Date(day)}起可享受",
    };

    private RelatedNote Write(Note note) => new()
    {
        Kind = (RelatedNoteKind)note.Kind,
        Role = (V1.Role)note.Role,
        Colour = (V1.Colour)note.ListKind.Colour,
        ListKind = Write(note.ListKind),
        EntryId = note.EntryId,
        Text = $"{Text(NoteReason(note.Kind))}{(language == Language.English ? ": " : "：")}{note.ListKind.Name.In(language)}",
    };

    private static Domain.ReasonCode NoteReason(NoteKind kind) => kind switch
    {
        NoteKind.Advisory => Domain.ReasonCode.RelatedAdvisory,
        NoteKind.Info => Domain.ReasonCode.OutOfScope,
        _ => Domain.ReasonCode.ReferenceOnly,
    };

    private NamedCode Write(ListKind kind) => new() { Code = kind.Code, Name = kind.Name.In(language) };

    private string Text(Domain.ReasonCode code)
    {
        var text = ReasonTexts.Of(code);
        return language == Language.English ? text.English : text.Chinese;
    }

    private static string Date(DateOnly? date) => date?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
