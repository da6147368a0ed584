using System.Reflection;
using Verify.Registry;

namespace Verify.Tests.Stores;

/// <summary>A store in whose place a test can put another one, as a restore does.</summary>
public class ReplacedStore : DispatchProxy
{
    private volatile IRegistryStore _store = null!;

    /// <summary>The store, and the hand on it.</summary>
    public static (IRegistryStore Store, ReplacedStore Hand) Of(IRegistryStore store)
    {
        var proxy = Create<IRegistryStore, ReplacedStore>();
        var hand = (ReplacedStore)(object)proxy;
        hand._store = store;
        return (proxy, hand);
    }

    /// <summary>From here on every call goes to another store.</summary>
    public void Replace(IRegistryStore store) => _store = store;

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Invoke(_store, args);
}
