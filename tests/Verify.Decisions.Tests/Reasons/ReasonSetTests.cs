using FsCheck.Fluent;
using Verify.Domain;
using Verify.Tests.Worlds;

namespace Verify.Tests.Reasons;

public class ReasonSetTests
{
    private static readonly FsCheck.Arbitrary<ReasonCode[]> AnyReasons =
        Gen.Elements(Enum.GetValues<ReasonCode>()).ArrayOf().ToArbitrary();

    [Fact]
    public void A_set_lists_each_of_its_reasons_once_in_the_order_of_the_rules() => Law.Holds(AnyReasons, static codes =>
    {
        var set = Set(codes);
        var expected = codes.Where(static code => code != ReasonCode.None).Distinct().Order().ToArray();

        Assert.Equal(expected, set);
        Assert.Equal(expected.Length, set.Count);
        Assert.Equal(expected.Length == 0, set.IsEmpty);
        Assert.All(Enum.GetValues<ReasonCode>(), code => Assert.Equal(expected.Contains(code), set.Contains(code)));
    });

    [Fact]
    public void The_order_in_which_reasons_are_found_does_not_matter() =>
        Law.Holds(AnyReasons, static codes => Assert.Equal(Set(codes), Set([.. codes.Reverse()])));

    [Fact]
    public void A_set_without_another_has_only_what_the_other_has_not() => Law.Holds(Arb.Zip(AnyReasons, AnyReasons), static pair =>
        Assert.Equal(Set([.. pair.Item1.Except(pair.Item2)]), Set(pair.Item1).Without(Set(pair.Item2))));

    [Fact]
    public void No_reason_is_no_member()
    {
        ReasonSet none = ReasonCode.None;

        Assert.True(none.IsEmpty);
        Assert.False((none | ReasonCode.Red).Contains(ReasonCode.None));
    }

    [Fact]
    public void There_is_room_for_every_reason() =>
        Assert.All(Enum.GetValues<ReasonCode>(), static code => Assert.InRange((int)code, 0, 63));

    private static ReasonSet Set(ReasonCode[] codes)
    {
        var set = default(ReasonSet);
        foreach (var code in codes)
            set |= code;
        return set;
    }
}
