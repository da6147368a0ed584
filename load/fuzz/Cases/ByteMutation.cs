namespace Verify.Load.Fuzz.Cases;

/// <summary>Bytes that were a message, or a text, once.</summary>
internal sealed class ByteMutation(Dice dice)
{
    /// <summary>One to four of: a bit flipped, a byte set, a piece cut, doubled, moved, put in.</summary>
    public byte[] Of(byte[] bytes)
    {
        var list = new List<byte>(bytes);
        for (var i = 1 + dice.Below(4); i > 0; i--)
            Change(list);
        return [.. list];
    }

    private void Change(List<byte> list)
    {
        var at = dice.Below(list.Count + 1);
        var some = Math.Min(list.Count - at, 1 + dice.Below(16));
        switch (dice.Below(8))
        {
            case 0 when at < list.Count:
                list[at] ^= (byte)(1 << dice.Below(8));
                break;
            case 1 when at < list.Count:
                list[at] = (byte)dice.Pick([0x00, 0x7F, 0x80, 0xFF, 0xED, 0x0B, 0x22, 0x5C]);
                break;
            case 2:
                list.RemoveRange(at, some);
                break;
            case 3:
                list.InsertRange(at, list.GetRange(at, some));
                break;
            case 4:
                list.RemoveRange(at, list.Count - at);
                break;
            case 5:
                // A varint without an end, or a length that promises what is not there.
                list.InsertRange(at, [.. Enumerable.Repeat((byte)0xFF, 1 + dice.Below(11))]);
                break;
            default:
                list.InsertRange(at, dice.Bytes(1 + dice.Below(8)));
                break;
        }
    }
}
