using System.Collections.Immutable;

namespace Verify.Domain;

/// <summary>What a missing material means for deferred acceptance.</summary>
public enum MaterialClass : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>主审材料: never deferrable.</summary>
    Main = 1,
    /// <summary>法律法规要求提供的材料: never deferrable (ZS-07).</summary>
    Statutory = 2,
    /// <summary>可容缺材料: may follow later.</summary>
    Deferrable = 3,
}

/// <summary>Something the applicant hands in.</summary>
/// <param name="Code">Code, unique within the matter.</param>
/// <param name="Name">Name.</param>
/// <param name="Class">Whether it may follow later.</param>
public sealed record Material(string Code, LocalText Name, MaterialClass Class);

/// <summary>Something to be approved, awarded, granted or inspected.</summary>
public sealed record Matter
{
    /// <summary>Code.</summary>
    public required string Code { get; init; }
    /// <summary>Name.</summary>
    public required LocalText Name { get; init; }
    /// <summary>Class, LICENCE or PROCUREMENT for example; measures may name it instead of the code.</summary>
    public required string Class { get; init; }
    /// <summary>Government procurement in the sense of 政府采购法 art. 22.</summary>
    public bool IsGovernmentProcurement => Class == "PROCUREMENT";
    /// <summary>One of the six must-check classes (ZS-45).</summary>
    public bool MustCheck { get; init; }
    /// <summary>Fields of the economy that it touches.</summary>
    public ImmutableArray<string> Fields { get; init; } = [];
    /// <summary>The green channel exists for it (JS-84, HT-51).</summary>
    public bool GreenAllowed { get; init; }
    /// <summary>On the deferred-acceptance list (容缺受理清单).</summary>
    public bool DeferredAllowed { get; init; }
    /// <summary>即办件: done on the spot.</summary>
    public bool Immediate { get; init; }
    /// <summary>Excluded for safety, ecology, health or life (国发〔2022〕5号).</summary>
    public bool SafetyExcluded { get; init; }
    /// <summary>On the commitment list (告知承诺清单).</summary>
    public bool OnCommitmentList { get; init; }
    /// <summary>承诺办结时限, working days.</summary>
    public int PromisedDays { get; init; }
    /// <summary>补正时限, working days.</summary>
    public int SupplementDays { get; init; }
    /// <summary>Materials.</summary>
    public ImmutableArray<Material> Materials { get; init; } = [];

    /// <summary>A material by code, or null.</summary>
    public Material? FindMaterial(string code) => Materials.FirstOrDefault(material => material.Code == code);
}
