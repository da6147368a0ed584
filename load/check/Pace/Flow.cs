using Verify.Load.Check.Asks;
using Verify.Load.Check.Wire;

namespace Verify.Load.Check.Pace;

/// <summary>A stream of calls of one kind: when, what, and what became of them.</summary>
internal sealed class Flow(Pacer pacer, IAsk ask, Tally tally)
{
    private readonly Stack<Call> _idle = [];

    public Pacer Pacer => pacer;

    public IAsk Ask => ask;

    public Tally Tally => tally;

    public int InFlight { get; private set; }

    /// <summary>Which of the generator's connections its calls take.</summary>
    public Range Through { get; init; } = Range.All;

    /// <summary>How often a call is sent again where the server was unavailable.</summary>
    public int RepeatsMax { get; init; } = 3;

    public Call Take()
    {
        InFlight++;
        var call = _idle.TryPop(out var idle) ? idle : new Call(ask.SubjectsPerCall) { Flow = this };
        call.Attempts = 0;
        return call;
    }

    public void Return(Call call)
    {
        InFlight--;
        _idle.Push(call);
    }
}
