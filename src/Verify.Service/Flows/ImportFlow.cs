using Verify.Domain;
using Verify.Registry;
using Verify.Registry.Import;

namespace Verify.Flows;

/// <summary>The story of an imported file: rows become facts that pass the same rules and the same admission as a recorded one.</summary>
public sealed class ImportFlow(RecordFlow recording, IRegistryStore store, SubjectKeys keys, TimeProvider clock)
{
    /// <summary>Imports a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What is known of it beforehand.</param>
    /// <param name="catalogue">The catalogue in force.</param>
    /// <param name="recordedBy">Who imports.</param>
    /// <param name="progress">Told of rows, rate and rejects.</param>
    /// <param name="cancellation">Stops between batches; what was recorded stays.</param>
    /// <exception cref="StoreUnavailableException">The registry cannot be reached; importing again goes on where it stopped.</exception>
    public Task<ImportSummary> ImportAsync(
        string path,
        ImportOptions options,
        Catalogue catalogue,
        Recorder recordedBy,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellation)
    {
        var importer = new Importer(catalogue, keys.KeyOf, clock);
        return importer.RunAsync(path, options, (rows, stop) => TakeAsync(rows, options.AsOf, catalogue, recordedBy, stop), progress, cancellation);
    }

    private async Task<IReadOnlyList<RowOutcome>> TakeAsync(
        IReadOnlyList<ImportRow> rows, DateOnly? asOf, Catalogue catalogue, Recorder recordedBy, CancellationToken cancellation)
    {
        var registered = rows.Where(static row => RegistrationChanges.Concern(row.Fact)).Select(SubjectOf);
        var changes = await RegistrationChanges.ReadAsync(store, registered, asOf, clock.GetUtcNow(), cancellation);
        var outcomes = new RowOutcome[rows.Count];
        var drafts = new List<FactDraft>(rows.Count);
        var positions = new List<int>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var faults = FactRules.Judge(rows[i].Fact, catalogue, "");
            if (faults.Count > 0)
            {
                outcomes[i] = new RowOutcome.Refused([.. faults.Select(TextOf)]);
                continue;
            }

            var facts = changes.Of(SubjectOf(rows[i]), rows[i], out var reason);
            outcomes[i] = reason is { } outdated ? new RowOutcome.Refused([outdated]) : RowOutcome.AlreadyThere;
            foreach (var fact in facts)
            {
                drafts.Add(DraftOf(fact, recordedBy));
                positions.Add(i);
            }
        }

        if (drafts.Count > 0)
        {
            var appended = await recording.RecordAsync(drafts, catalogue, cancellation);
            for (var i = 0; i < appended.Count; i++)
                outcomes[positions[i]] = outcomes[positions[i]] is RowOutcome.Refused refused ? refused : OutcomeOf(appended[i]);
        }

        return outcomes;
    }

    private FactDraft DraftOf(ImportRow row, Recorder recordedBy)
    {
        var named = row.Named.Select(keys.IdentityOf);
        return new FactDraft(
            row.RequestId,
            row.RequestDigest,
            SubjectOf(row),
            row.OccurredAt,
            recordedBy,
            row.DocumentNumber,
            row.Fact,
            [.. row.Subject is { } subject ? named.Prepend(keys.IdentityOf(subject)) : named],
            row.MustBeRegistered);
    }

    private SubjectKey SubjectOf(ImportRow row) =>
        row.Subject is { } code ? keys.KeyOf(code) : SubjectKey.OfSource(((SourceSynced)row.Fact).Source);

    private static RowOutcome OutcomeOf(AppendOutcome outcome) => outcome switch
    {
        AppendOutcome.Recorded { Repeated: true } => RowOutcome.AlreadyThere,
        AppendOutcome.Recorded => RowOutcome.Recorded,
        AppendOutcome.Refused refused => new RowOutcome.Refused([RefusalTexts.Of(refused.Refusal)]),
        _ => new RowOutcome.Refused([new LocalText("同一行曾以不同内容导入。", "The same row was imported before with other content.")]),
    };

    private static LocalText TextOf(FactFault fault) =>
        new($"{fault.Field}：{fault.Message.Chinese}", $"{fault.Field}: {fault.Message.English}");
}
