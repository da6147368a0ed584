namespace Verify.Registry;

/// <summary>How whoever waits for a signal is woken: never on the back of whoever gives it.</summary>
internal static class Signal
{
    /// <summary>
    /// What a signal is created with. Where there is a synchronization context, every wait posts to it and is apart already; a task
    /// that runs its continuations asynchronously would take its WaitAsync and WhenAll through the thread pool nevertheless, and out
    /// of the one thread on which a simulation has everything.
    /// </summary>
    public static TaskCreationOptions Apart =>
        SynchronizationContext.Current is null ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None;
}
