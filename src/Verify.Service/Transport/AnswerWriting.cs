using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Verify.Audit;
using Verify.Decisions;
using Verify.Domain;
using Verify.Flows;
using Verify.Transport.Replies;
using Verify.V1;
using Incentive = Verify.V1.Incentive;
using Incentives = Verify.V1.Incentives;
using ListKind = Verify.Domain.ListKind;
using ListStatus = Verify.V1.ListStatus;

namespace Verify.Transport;

/// <summary>(6) A decision becomes the reply: texts in the caller's language, only what this purpose needs (R16).</summary>
public sealed class AnswerWriting(Language language) : IAnswerWriter
{
    [ThreadStatic]
    private static FieldWriter? writing;

    private readonly ReplyParts _parts = new(language);

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
    public byte[] DigestOf(ReadOnlyMemory<byte> reply)
    {
        var said = CheckResponse.Parser.ParseFrom(reply.Span);
        Strip(said);
        foreach (var member in said.Members)
            Strip(member.Answer);
        return SHA256.HashData(said.ToByteArray());

        static void Strip(CheckResponse answer) => (answer.CheckId, answer.EvaluatedAt, answer.AsOf, answer.Freshness) = ("", null, null, null);
    }

    /// <inheritdoc/>
    public byte[] Write(CheckAnswer answer)
    {
        var reply = writing ??= new FieldWriter();
        reply.Clear();
        Write(answer, answer.Decision, reply);
        return reply.Written.ToArray();
    }

    /// <inheritdoc/>
    public byte[] WriteAsked(CheckQuestion question, IReadOnlyList<NamedSubject> others) => AskedWriting.Write(question, others);

    /// <summary>Writes the fields of a <see cref="CheckResponse"/> in the order of their numbers.</summary>
    private void Write(CheckAnswer answer, Decision decision, FieldWriter reply)
    {
        var question = answer.Question;
        reply.Text(CheckResponse.CheckIdFieldNumber, answer.CheckId);
        reply.Instant(CheckResponse.EvaluatedAtFieldNumber, question.Now);
        reply.Instant(CheckResponse.AsOfFieldNumber, question.AsOf);
        reply.Number(CheckResponse.DispositionFieldNumber, (int)decision.Disposition);
        foreach (var reason in decision.Reasons)
            reply.Message(CheckResponse.ReasonsFieldNumber, _parts.Of(reason));
        foreach (var status in decision.ListStatus)
            reply.Message(CheckResponse.ListStatusFieldNumber, new ListStatus { Colour = (V1.Colour)status.Colour, State = (V1.EntryState)status.State });
        foreach (var entry in decision.Entries)
            reply.Message(CheckResponse.EntriesFieldNumber, Write(entry));
        foreach (var measure in decision.Measures)
            reply.Message(CheckResponse.MeasuresFieldNumber, Write(measure));
        Write(decision.Incentives, reply);
        reply.Number(CheckResponse.SupervisionHintFieldNumber, (int)decision.SupervisionHint);
        foreach (var note in decision.Notes)
            reply.Message(CheckResponse.RelatedNotesFieldNumber, Write(note));
        for (var i = 0; i < decision.Members.Count; i++)
            Write(answer, i, reply);
        foreach (var source in answer.Sources)
            reply.Message(CheckResponse.CoverageFieldNumber, Write(source, question.AsOf));
        foreach (var warning in decision.Warnings)
            reply.Message(CheckResponse.WarningsFieldNumber, _parts.Of(warning));
        WriteFreshness(answer, reply);
        if (decision.FeedbackDueOn is not null)
            reply.Text(CheckResponse.FeedbackDueOnFieldNumber, Date(decision.FeedbackDueOn));
        if (answer.ValidUntil is { } until)
            reply.Instant(CheckResponse.AnswerValidUntilFieldNumber, until);
    }

    private void Write(CheckAnswer answer, int index, FieldWriter reply)
    {
        var asked = answer.Question.Subjects[index];
        var member = reply.Begin(CheckResponse.MembersFieldNumber);
        reply.Number(MemberAnswer.IndexFieldNumber, asked.MemberIndex);
        reply.Text(MemberAnswer.CodeFieldNumber, asked.Reading.Code.Masked);
        var said = reply.Begin(MemberAnswer.AnswerFieldNumber);
        Write(answer, answer.Decision.Members[index], reply);
        reply.End(said);
        reply.End(member);
    }

    private static void WriteFreshness(CheckAnswer answer, FieldWriter reply)
    {
        var freshness = reply.Begin(CheckResponse.FreshnessFieldNumber);
        reply.Number(Freshness.RevisionFieldNumber, answer.Revision);
        reply.Instant(Freshness.ProvenAtFieldNumber, answer.ProvenAt);
        reply.Flag(Freshness.FirmFieldNumber, answer.Firm);
        reply.Text(Freshness.CatalogVersionFieldNumber, answer.Question.Catalogue.Version);
        reply.End(freshness);
    }

    private void Write(Decisions.Incentives incentives, FieldWriter reply)
    {
        var written = reply.Begin(CheckResponse.IncentivesFieldNumber);
        reply.Message(Incentives.GreenChannelFieldNumber, _parts.Of(incentives.GreenChannel));
        reply.Message(Incentives.DeferredAcceptanceFieldNumber, _parts.Of(incentives.DeferredAcceptance));
        reply.Message(Incentives.InstantHandlingFieldNumber, _parts.Of(incentives.InstantHandling));
        foreach (var code in incentives.Others)
        {
            reply.Message(
                Incentives.OthersFieldNumber,
                new Incentive { Code = code, State = V1.IncentiveState.Eligible, ReasonCodes = { V1.ReasonCode.Red } });
        }

        reply.Flag(Incentives.CommitmentPublicityFieldNumber, incentives.CommitmentPublicity);
        reply.End(written);
    }

    private static Coverage Write(SourceStatus source, DateTimeOffset asOf) => new()
    {
        Source = source.Rule.Code,
        LastSyncedAt = source.LastSyncedAt?.ToTimestamp(),
        Stale = source.IsStale(asOf),
    };

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

    private RelatedNote Write(Note note) => new()
    {
        Kind = (RelatedNoteKind)note.Kind,
        Role = (V1.Role)note.Role,
        Colour = (V1.Colour)note.ListKind.Colour,
        ListKind = Write(note.ListKind),
        EntryId = note.EntryId,
        Text = $"{ReasonTexts.Of(NoteReason(note.Kind)).In(language)}{(language == Language.English ? ": " : "：")}{note.ListKind.Name.In(language)}",
    };

    private static Domain.ReasonCode NoteReason(NoteKind kind) => kind switch
    {
        NoteKind.Advisory => Domain.ReasonCode.RelatedAdvisory,
        NoteKind.Info => Domain.ReasonCode.OutOfScope,
        _ => Domain.ReasonCode.ReferenceOnly,
    };

    private NamedCode Write(ListKind kind) => new() { Code = kind.Code, Name = kind.Name.In(language) };

    internal static string Date(DateOnly? date) => date?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
