namespace Verify.Demo;

/// <summary>Fills the county with organisations.</summary>
internal static class DemoPeople
{
    private const int EarliestYear = 1990;

    // Of a thousand organisations; the rest are the self-employed. About the national mix of registered entities.
    private static readonly (string Class, int Permille)[] Mix =
        [("91", 310), ("93", 30), ("12", 12), ("52", 9), ("11", 7), ("51", 6), ("13", 2), ("53", 1)];

    /// <summary>The organisations of some indexes, one at a time, so that there may be millions.</summary>
    public static IEnumerable<DemoOrganisation> Settle(DemoRandom random, DateOnly today, IEnumerable<int> indexes)
    {
        var oldest = today.DayNumber - new DateOnly(EarliestYear, 1, 1).DayNumber;
        foreach (var index in indexes)
        {
            var subjectClass = PickClass(random);
            var age = PickAge(random, oldest);
            var name = DemoNames.Organisation(random, subjectClass);
            yield return new DemoOrganisation(DemoCodes.Uscc(subjectClass, index), name, today.AddDays(-age), DemoNames.Person(random))
            {
                RepresentativeNumber = random.Permille(100) ? Number(random, index) : "",
                Registration = subjectClass[0] == '9' && random.Permille(250) ? DemoCodes.Registration(index) : "",
                FormerName = random.Permille(30) ? DemoNames.Organisation(random, subjectClass) : "",
            };
        }
    }

    /// <summary>A citizen number of nobody, of full age in any year in which a demonstration is made.</summary>
    public static string Number(DemoRandom random, int index) =>
        DemoCodes.Citizen(new DateOnly(random.Between(1950, 1999), 1, 1).AddDays(random.Below(365)), index % 1_000);

    private static string PickClass(DemoRandom random)
    {
        var lot = random.Below(1_000);
        foreach (var (subjectClass, permille) in Mix)
        {
            lot -= permille;
            if (lot < 0)
                return subjectClass;
        }

        return "92";
    }

    // Young ones are more: of two draws the lower.
    private static int PickAge(DemoRandom random, int oldest) => 1 + Math.Min(random.Below(oldest), random.Below(oldest));
}
