namespace Verify.Callers;

/// <summary>How much of one instance a caller may use; 0 sets no limit.</summary>
/// <param name="CallsPerSecond">Calls a second, each subject of a batch and each item of a screening counted as one.</param>
/// <param name="OutstandingCalls">Calls and streams under way at once.</param>
public readonly record struct Share(int CallsPerSecond, int OutstandingCalls);
