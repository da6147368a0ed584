using System.Globalization;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Verify.Callers;
using Verify.Catalogs;
using Verify.Domain;
using Verify.Dossiers;
using Verify.Flows;
using Verify.Registry;
using Verify.V1;
using FieldFault = Verify.Domain.FieldFault;

namespace Verify.Transport;

/// <summary>The CatalogService of the contract.</summary>
public sealed class CatalogEndpoint(
    CallAdmission admission, CatalogLibrary catalogs, LiftAcknowledgement lifts, TimeProvider clock)
    : CatalogService.CatalogServiceBase
{
    private const int MaxFileLength = 2_000_000;

    /// <inheritdoc/>
    public override Task<GetCatalogResponse> GetCatalog(GetCatalogRequest request, ServerCallContext context)
    {
        using var call = admission.Admit(context, Scopes.Catalogue);
        var publication = request.Version.Length == 0 ? catalogs.InForceNow() : catalogs.FindVersion(request.Version);
        if (publication is null)
        {
            throw FailureStatus.ToException(new Failure(FailureReason.NotFound, "No catalogue of this version was ever published.")
                .With("kind", "catalog").With("id", request.Version.Length <= 64 ? request.Version : request.Version[..64]));
        }

        var rows = publication.Catalogue.Rows;
        return Task.FromResult(new GetCatalogResponse
        {
            Version = publication.Stored.Version,
            EffectiveFrom = publication.Stored.EffectiveFrom.ToTimestamp(),
            Files = { publication.Stored.Files.Select(static file => new CatalogFile { Name = file.Key, Content = file.Value }) },
            ListKinds = { rows.ListKinds.Select(CatalogWriting.Write) },
            Measures = { rows.Measures.Select(CatalogWriting.Write) },
            Matters = { rows.Matters.Select(matter => CatalogWriting.Write(publication.Catalogue.FindMatter(matter.Code)!)) },
            Profiles = { rows.Profiles.Select(CatalogWriting.Write) },
            Sources = { rows.Sources.Select(CatalogWriting.Write) },
            RepairRules = { rows.RepairRules.Select(CatalogWriting.Write) },
        });
    }

    /// <inheritdoc/>
    public override Task<ValidateCatalogResponse> ValidateCatalog(ValidateCatalogRequest request, ServerCallContext context)
    {
        using var call = admission.Admit(context, Scopes.Catalogue);
        var errors = new FieldErrors();
        var files = ReadFiles(request.Files, errors);
        if (!errors.IsEmpty)
            throw FailureStatus.ToException(errors.ToFailure());
        var reading = catalogs.Validate(files);
        return Task.FromResult(new ValidateCatalogResponse
        {
            Valid = reading.IsValid,
            Version = reading.Version,
            Findings = { reading.Findings.Select(finding => Write(finding, context.Language())) },
        });
    }

    /// <inheritdoc/>
    public override async Task<PublishCatalogResponse> PublishCatalog(PublishCatalogRequest request, ServerCallContext context)
    {
        using var call = admission.Admit(context, Scopes.Catalogue);
        var errors = new FieldErrors();
        var files = ReadFiles(request.Files, errors);
        errors.Id(request.RequestId, "request_id");
        errors.Text(request.OperatorId, "operator_id", 128, required: true);
        var effectiveFrom = ReadEffectiveFrom(request.EffectiveFrom, errors);
        if (!errors.IsEmpty)
            throw FailureStatus.ToException(errors.ToFailure());

        try
        {
            var outcome = await catalogs.PublishAsync(files, effectiveFrom, request.OperatorId, context.CancellationToken);
            if (outcome.Publication is not { } publication)
                throw FailureStatus.ToException(Invalid(outcome.Reading.Findings));
            lifts.Announce(publication.Stored.Revision);
            await lifts.ReachHereAsync(publication.Stored.Revision, context.CancellationToken);
            return new PublishCatalogResponse
            {
                Version = publication.Stored.Version,
                EffectiveFrom = publication.Stored.EffectiveFrom.ToTimestamp(),
                Findings = { outcome.Reading.Findings.Select(finding => Write(finding, context.Language())) },
            };
        }
        catch (StoreUnavailableException)
        {
            // The failure becomes UNAVAILABLE: nothing was published, and publishing again does it once.
            throw FailureStatus.ToException(FlowFailures.StoreUnavailable);
        }
    }

    private static Dictionary<string, string> ReadFiles(RepeatedField<CatalogFile> given, FieldErrors errors)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        errors.Limit(given.Count, "files", CatalogFiles.All.Length);
        if (given.Count == 0)
            errors.Add("files", "Required: the files that differ from the catalogue in force.", FieldFault.Required);
        for (var i = 0; i < Math.Min(given.Count, CatalogFiles.All.Length); i++)
        {
            if (!CatalogFiles.All.Contains(given[i].Name))
                errors.Add($"files[{i}].name", $"One of {string.Join(", ", CatalogFiles.All)}.");
            else if (!files.TryAdd(given[i].Name, given[i].Content))
                errors.Add($"files[{i}].name", "Given twice.");
            if (given[i].Content.Length > MaxFileLength)
                errors.Add($"files[{i}].content", $"Longer than {MaxFileLength} characters.");
        }

        return files;
    }

    private DateTimeOffset? ReadEffectiveFrom(Timestamp? given, FieldErrors errors)
    {
        if (given is null)
            return null;
        var now = clock.GetUtcNow();
        if (given.Seconds < now.ToUnixTimeSeconds() || given.Seconds > now.AddYears(10).ToUnixTimeSeconds())
        {
            errors.Add("effective_from", "Not in the past, and within ten years.");
            return null;
        }

        return given.ToDateTimeOffset();
    }

    private static Failure Invalid(IReadOnlyCollection<Finding> findings)
    {
        var errors = findings.Where(static finding => finding.Severity == Catalogs.FindingSeverity.Error).ToArray();
        return new Failure(FailureReason.CatalogInvalid, $"The draft breaks {errors.Length} validators; nothing was published.")
        {
            Violations =
            [
                .. errors.Select(static finding => new FieldViolation(
                    $"{finding.File}:{finding.Line}{(finding.Column.Length > 0 ? ":" : "")}{finding.Column}",
                    $"{finding.Code}: {finding.Message.English} {finding.Message.Chinese}",
                    FailureReason.CatalogInvalid)),
            ],
        }.With("errors", errors.Length.ToString(CultureInfo.InvariantCulture));
    }

    private static CatalogFinding Write(Finding finding, Language language) => new()
    {
        Severity = (V1.FindingSeverity)finding.Severity,
        Code = finding.Code,
        File = finding.File,
        Line = finding.Line,
        Column = finding.Column,
        Message = finding.Message.In(language),
        Citation = finding.Citation,
    };
}
