namespace Verify.Load.Check.Answers;

internal enum VerdictKind
{
    Right,
    Wrong,
    Failed,
}

/// <summary>What a reply is worth.</summary>
/// <param name="Kind">Whether it says what is on record.</param>
/// <param name="Status">Its gRPC status, where it is an error.</param>
/// <param name="What">In words, where it is not right.</param>
internal readonly record struct Verdict(VerdictKind Kind, int Status = 0, string What = "")
{
    public const int Cancelled = 1;
    public const int Unknown = 2;
    public const int DeadlineExceeded = 4;
    public const int ResourceExhausted = 8;
    public const int Unavailable = 14;

    public static readonly Verdict Right = new(VerdictKind.Right);

    public static readonly Verdict Broken = Failed(Unavailable, "the connection broke");

    public static readonly Verdict TooLate = Failed(DeadlineExceeded, "no answer in time");

    /// <summary>UNDETERMINED: nothing wrong was said, and nothing that helps.</summary>
    public static readonly Verdict LeftOpen = Failed(0, "UNDETERMINED");

    public static Verdict Wrong(string what) => new(VerdictKind.Wrong, 0, what);

    public static Verdict Failed(int status, string what) => new(VerdictKind.Failed, status, what);

    /// <summary>Whether another instance may do better.</summary>
    public bool MayPass => Kind == VerdictKind.Failed && Status == Unavailable;
}
