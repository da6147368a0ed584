namespace Verify.Simulation;

/// <summary>
/// Where everything that a process awaits comes back to. There is a new one with each step, so that no continuation takes itself for
/// being in the right place already and runs at once: all of them go through the timeline.
/// </summary>
internal sealed class StepContext(Process process) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => process.Machine.Timeline.Post(process, d, state);

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nobody waits for another thread.");

    public override SynchronizationContext CreateCopy() => this;
}
