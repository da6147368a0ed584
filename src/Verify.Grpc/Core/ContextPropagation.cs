namespace Grpc.Core;

/// <summary>What a <see cref="ContextPropagationToken"/> hands on.</summary>
public class ContextPropagationOptions(bool propagateDeadline = true, bool propagateCancellation = true)
{
    /// <summary>Hands on both.</summary>
    public static readonly ContextPropagationOptions Default = new();

    /// <summary>Whether the deadline is handed on.</summary>
    public bool IsPropagateDeadline { get; } = propagateDeadline;

    /// <summary>Whether cancellation is handed on.</summary>
    public bool IsPropagateCancellation { get; } = propagateCancellation;
}

/// <summary>Deadline and cancellation of a call served, for calls made on its behalf.</summary>
public abstract class ContextPropagationToken
{
    internal ContextPropagationToken()
    {
    }

    internal abstract DateTime? Deadline { get; }

    internal abstract CancellationToken CancellationToken { get; }
}
