using System.Runtime.InteropServices;

namespace Verify.Load.Check.Wire;

/// <summary>What the C library has that the runtime does not offer: waiting for sockets to the nanosecond, and signals.</summary>
internal static partial class Kernel
{
    public const int SigKill = 9;
    public const int SigTerm = 15;
    public const int SigContinue = 18;
    public const int SigStop = 19;

    public const short Readable = 0x1;
    public const short Writable = 0x4;

    private const int SetTimerSlack = 29;

    [StructLayout(LayoutKind.Sequential)]
    public struct Waiting
    {
        public int Descriptor;
        public short Wanted;
        public short Happened;
    }

    /// <summary>Waits until something can be read or written, or so many nanoseconds have passed.</summary>
    public static void Wait(Span<Waiting> sockets, long nanoseconds)
    {
        var time = new TimeSpec { Seconds = nanoseconds / 1_000_000_000, Nanoseconds = nanoseconds % 1_000_000_000 };
        PPoll(ref MemoryMarshal.GetReference(sockets), (nuint)sockets.Length, in time, 0);
    }

    /// <summary>Lets timers of this thread fire on time; by default the kernel may be 50 us late to save wake-ups.</summary>
    public static void BePunctual() => _ = PrCtl(SetTimerSlack, 1, 0, 0, 0);

    public static void Signal(int process, int signal) => _ = KillProcess(process, signal);

    [LibraryImport("libc", EntryPoint = "ppoll")]
    private static partial int PPoll(ref Waiting sockets, nuint count, in TimeSpec timeout, nint signals);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int PrCtl(int option, nuint first, nuint second, nuint third, nuint fourth);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int KillProcess(int process, int signal);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
