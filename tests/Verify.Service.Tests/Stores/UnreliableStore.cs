using System.Reflection;
using Verify.Registry;

namespace Verify.Tests.Stores;

/// <summary>A store in front of which a test can put an outage, or a silence.</summary>
public class UnreliableStore : DispatchProxy
{
    private static readonly MethodInfo Wait = typeof(UnreliableStore).GetMethod(nameof(WaitAsync), BindingFlags.Static | BindingFlags.NonPublic)!;

    private IRegistryStore _store = null!;
    private volatile TaskCompletionSource? _silence;
    private int _dossierReads;

    /// <summary>Whether every call fails.</summary>
    public bool IsAway { get; set; }

    /// <summary>Reads of dossiers that reached the store.</summary>
    public int DossierReads => Volatile.Read(ref _dossierReads);

    /// <summary>The store, and the hand on it.</summary>
    public static (IRegistryStore Store, UnreliableStore Hand) Of(IRegistryStore store)
    {
        var proxy = Create<IRegistryStore, UnreliableStore>();
        var hand = (UnreliableStore)(object)proxy;
        hand._store = store;
        return (proxy, hand);
    }

    /// <summary>From here on the store takes calls and does not answer.</summary>
    public void FallSilent() => _silence = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>It answers everything that it was asked.</summary>
    public void Speak()
    {
        var silence = _silence;
        _silence = null;
        silence?.SetResult();
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (IsAway)
            throw new StoreUnavailableException("Away, as the test wants it.");
        if (targetMethod!.Name == nameof(IRegistryStore.ReadAsync))
            Interlocked.Increment(ref _dossierReads);
        Func<object?> call = () => targetMethod.Invoke(_store, BindingFlags.DoNotWrapExceptions, null, args, null);
        return _silence is { } silence
            ? Wait.MakeGenericMethod(targetMethod.ReturnType.GetGenericArguments()).Invoke(null, [silence.Task, call])
            : call();
    }

    private static async Task<T> WaitAsync<T>(Task silence, Func<object?> call)
    {
        await silence;
        return await (Task<T>)call()!;
    }
}
