using Verify.Load.Check.Pace;

namespace Verify.Load.Check.Wire;

/// <summary>A call from when it is due until it is answered. Pooled: a call of the next subject takes the place of one that ended.</summary>
internal sealed class Call(int subjectsMax)
{
    private byte[] _body = new byte[2048];

    /// <summary>When it was to be sent, in nanoseconds of the generator's clock.</summary>
    public long Due { get; set; }

    /// <summary>When it was sent last.</summary>
    public long Sent { get; set; }

    public required Flow Flow { get; init; }

    public int Attempts { get; set; }

    /// <summary>Which subjects it asks about, as numbers of whoever asks.</summary>
    public int[] Subjects { get; } = new int[subjectsMax];

    /// <summary>What whoever asks wants to remember of the moment when it asked.</summary>
    public long Note { get; set; }

    /// <summary>What the reply's headers and trailers said.</summary>
    public ReplyStatus Status;

    public ReadOnlySpan<byte> Body => _body.AsSpan(0, Length);

    public int Length { get; private set; }

    public void Begin(long now)
    {
        Sent = now;
        Attempts++;
        Length = 0;
        Status = ReplyStatus.None;
    }

    public void Append(ReadOnlySpan<byte> data)
    {
        if (Length + data.Length > _body.Length)
            Array.Resize(ref _body, Math.Max(_body.Length * 2, Length + data.Length));
        data.CopyTo(_body.AsSpan(Length));
        Length += data.Length;
    }
}
