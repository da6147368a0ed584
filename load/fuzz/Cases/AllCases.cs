namespace Verify.Load.Fuzz.Cases;

/// <summary>The case of a number: which protocol it takes is in the number, everything else in the dice.</summary>
internal sealed class AllCases(ulong seed, string grpcAuthority, string connectAuthority, string? key)
{
    public Case Make(long number)
    {
        var dice = new Dice(seed, number);
        return (number % 200) switch
        {
            199 => new NoiseCases(dice).Make(number),
            < 120 => new GrpcCases(dice, grpcAuthority, key).Make(number),
            _ => new ConnectCases(dice, connectAuthority, key).Make(number),
        };
    }
}
