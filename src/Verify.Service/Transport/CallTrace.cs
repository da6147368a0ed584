using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Verify.Telemetry;

namespace Verify.Transport;

/// <summary>
/// Tells in trailers where a reply came from and how long it took, for callers who send <c>verify-trace: 1</c>. Everybody else pays
/// no more for it than the look at one header.
/// </summary>
internal readonly struct CallTrace : IDisposable
{
    /// <summary>The request's metadata that asks for it.</summary>
    public const string AskedBy = "verify-trace";

    /// <summary>The slowest tier that had to be asked: <c>memory</c>, <c>flight</c>, <c>redis</c> or <c>store</c>.</summary>
    public const string TierName = "verify-tier";

    /// <summary>From the request's arrival at its method until its reply is ready, in microseconds.</summary>
    public const string DurationName = "verify-duration-us";

    private static readonly string[] Tiers = [.. Enum.GetNames<Tier>().Select(static name => name.ToLowerInvariant())];

    private readonly ServerCallContext? _context;
    private readonly TierTrail? _trail;
    private readonly long _began;

    private CallTrace(ServerCallContext context) => (_context, _trail, _began) = (context, TierTrail.Begin(), Stopwatch.GetTimestamp());

    /// <summary>Begins, if the caller asks for it.</summary>
    public static CallTrace Begin(ServerCallContext context) =>
        context.GetHttpContext().Request.Headers.TryGetValue(AskedBy, out var asked) && asked == "1" ? new(context) : default;

    /// <summary>The reply, or the refusal, is ready.</summary>
    public void Dispose()
    {
        if (_context is null)
            return;
        var microseconds = (long)Stopwatch.GetElapsedTime(_began).TotalMicroseconds;
        _context.ResponseTrailers.Add(TierName, Tiers[(int)_trail!.Slowest]);
        _context.ResponseTrailers.Add(DurationName, microseconds.ToString(CultureInfo.InvariantCulture));
    }
}
