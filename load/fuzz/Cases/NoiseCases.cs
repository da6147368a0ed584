using Verify.Load.Fuzz.Wire;

namespace Verify.Load.Fuzz.Cases;

/// <summary>Connections that speak nothing, or HTTP/2 with frames out of a hat.</summary>
internal sealed class NoiseCases(Dice dice)
{
    public NoiseCase Make(long number)
    {
        var toGrpc = !dice.Once(3);
        return dice.Below(4) switch
        {
            0 => new NoiseCase(number, "random bytes", toGrpc, dice.Bytes(1 + dice.Below(400))),
            1 => new NoiseCase(number, "broken preface", toGrpc, new ByteMutation(dice).Of([.. Http2Frames.Preface, .. Http2Frames.Settings])),
            _ => new NoiseCase(number, "random frames", ToGrpc: true, [.. Http2Frames.Preface, .. Http2Frames.Settings, .. Frames()]),
        };
    }

    private IEnumerable<byte> Frames()
    {
        for (var i = 1 + dice.Below(12); i > 0; i--)
        {
            var payload = dice.Bytes(dice.Pick([0, 4, 5, 6, 8, 9, 40, 300]));
            var stream = dice.Pick([0, 1, 2, 3, 5, 7, int.MaxValue]);
            foreach (var one in Http2Frames.Of((byte)dice.Below(11), (byte)dice.Next(), stream, payload))
                yield return one;
        }
    }
}
