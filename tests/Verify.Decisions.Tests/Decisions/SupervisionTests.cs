using Verify.Decisions;
using Verify.Domain;
using Verify.Tests.Worlds;
using static Verify.Tests.Worlds.PlainWorld;

namespace Verify.Tests.Decisions;

public class SupervisionTests
{
    private static readonly World Excellent = Licence.Recording(new GradeRecorded("NATION", Grade.Excellent, new DateOnly(2026, 1, 1)));

    [Theory]
    [InlineData("64", SupervisionHint.Lower)] // R6: a list of another region has no part in the hint
    [InlineData("52", SupervisionHint.Normal)]
    public void An_objection_here_keeps_supervision_normal_and_one_elsewhere_does_not(string scope, SupervisionHint hint)
    {
        var disputed = Excellent.Listed(Entry("B-COURT") with { Scope = scope }, new ObjectionAccepted("entry"));

        Assert.Equal(hint, disputed.Decide().SupervisionHint);
    }

    [Theory]
    [InlineData("64", SupervisionHint.Lower)]
    [InlineData("52", SupervisionHint.Raise)]
    public void A_list_here_raises_supervision_and_one_elsewhere_does_not(string scope, SupervisionHint hint) =>
        Assert.Equal(hint, Excellent.Listed(Entry("F-FOOD") with { Scope = scope }).Decide().SupervisionHint);
}
