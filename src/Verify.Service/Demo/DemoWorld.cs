namespace Verify.Demo;

/// <summary>An organisation of the county.</summary>
internal sealed record DemoOrganisation(string Code, string Name, DateOnly Established, string Representative)
{
    public string RepresentativeNumber { get; init; } = "";
    public string Registration { get; init; } = "";
    public string FormerName { get; init; } = "";

    public string Class => Code[..2];
    public string OrganisationCode => Code[8..17];
}

/// <summary>An entry on a red, black or focus list.</summary>
internal sealed record DemoEntry(DemoOrganisation Subject, DemoList List, DateOnly Start)
{
    public DateOnly? Repaired { get; init; }

    public DateOnly End => Start.AddMonths(List.TermMonths).AddDays(-1);
}

/// <summary>A court debtor: an organisation, or a person by name and number.</summary>
internal sealed record DemoDebtor(string Name, string Number, string? Uscc, DateOnly Published);

/// <summary>An administrative penalty.</summary>
internal sealed record DemoPenalty(DemoOrganisation Subject, DemoOffence Offence, decimal FineTenThousand, DateOnly Decided)
{
    public DateOnly? Published { get; init; }
    public DateOnly? Repaired { get; init; }
}

/// <summary>A kind of offence.</summary>
internal sealed record DemoOffence(string Authority, string DocumentPrefix, string Violation, string Classes);

/// <summary>Everything that there is in the county.</summary>
internal sealed class DemoWorld
{
    public List<DemoOrganisation> Organisations { get; } = [];
    public List<DemoEntry> Entries { get; } = [];
    public List<DemoDebtor> Debtors { get; } = [];
    public List<DemoPenalty> Penalties { get; } = [];
}
