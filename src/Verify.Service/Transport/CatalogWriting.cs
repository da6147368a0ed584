using Verify.Domain;
using Matter = Verify.V1.Matter;

namespace Verify.Transport;

/// <summary>Catalogue rows as the wire shows them.</summary>
public static class CatalogWriting
{
    /// <summary>A matter with what hangs on it.</summary>
    public static Matter Write(MatterView view)
    {
        var matter = view.Matter;
        return new Matter
        {
            Code = matter.Code,
            Name = matter.Name.Chinese,
            NameEn = matter.Name.English,
            MatterClass = matter.Class,
            MustCheck = matter.MustCheck,
            Fields = { matter.Fields },
            GreenChannel = matter.GreenAllowed,
            DeferredAcceptance = matter is { DeferredAllowed: true, Immediate: false, SafetyExcluded: false },
            Immediate = matter.Immediate,
            CommitmentList = matter.OnCommitmentList,
            PromisedDays = matter.PromisedDays,
            SupplementDays = matter.SupplementDays,
            Materials = { matter.Materials.Select(Write) },
            Sources = { view.Sources.Select(static source => source.Code) },
        };
    }

    /// <summary>A list kind.</summary>
    public static V1.ListKind Write(ListKind kind) => new()
    {
        Code = kind.Code,
        Name = kind.Name.Chinese,
        NameEn = kind.Name.English,
        Colour = (V1.Colour)kind.Colour,
        LegalBasis = { kind.LegalBasis.Select(static basis => basis.Text.Chinese) },
        Field = kind.Field,
        Repairable = kind.Repairable,
        MinPublicityMonths = kind.MinPublicityMonths,
        FourEyes = kind.FourEyes,
    };

    /// <summary>A row of the measure list.</summary>
    public static V1.MeasureRule Write(MeasureRule rule) => new()
    {
        Code = rule.Code,
        Name = rule.Name.Chinese,
        NameEn = rule.Name.English,
        Kind = (V1.MeasureKind)rule.Kind,
        Effect = (V1.MeasureEffect)rule.Effect,
        Strength = (V1.MeasureStrength)rule.Strength,
        ListKinds = { rule.ListKinds },
        Matters = { rule.Matters },
        Implementers = { rule.Implementers },
        LegalBasis = { rule.LegalBasis.Select(static basis => basis.Text.Chinese) },
        Scope = rule.Scope,
    };

    /// <summary>A region profile.</summary>
    public static V1.RegionProfile Write(RegionProfile profile) => new()
    {
        Code = profile.Code,
        Name = profile.Name.Chinese,
        RegionPrefixes = { profile.Prefixes },
    };

    /// <summary>A source.</summary>
    public static V1.Source Write(SourceRule source) => new()
    {
        Code = source.Code,
        Name = source.Name.Chinese,
        MaxAgeHours = (int)source.MaxAge.TotalHours,
        Matters = { source.MustForMatters },
    };

    /// <summary>A repair rule.</summary>
    public static V1.RepairRule Write(RepairRule rule) => new()
    {
        RuleSet = rule.RuleSet,
        Severity = (V1.Severity)rule.Severity,
        Fields = { rule.Fields },
        LegalBasis = { rule.LegalBasis.Select(static basis => basis.Text.Chinese) },
        MinPublicityMonths = rule.MinPublicityMonths,
        MaxPublicityMonths = rule.MaxPublicityMonths,
        FalseMaterialBarMonths = rule.FalseMaterialBarMonths,
        InForceFrom = rule.From?.ToString("O") ?? "",
        InForceTo = rule.To?.ToString("O") ?? "",
    };

    private static V1.Material Write(Material material) => new()
    {
        Code = material.Code,
        Name = material.Name.Chinese,
        NameEn = material.Name.English,
        MaterialClass = (V1.MaterialClass)material.Class,
    };
}
