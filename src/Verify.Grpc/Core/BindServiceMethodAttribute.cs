namespace Grpc.Core;

/// <summary>On a generated service base: which static method binds its methods to a <see cref="ServiceBinderBase"/>.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
#pragma warning disable CA1813 // not sealed in the official API
public class BindServiceMethodAttribute(Type bindType, string bindMethodName) : Attribute
#pragma warning restore CA1813
{
    /// <summary>The type that has the bind method.</summary>
    public Type BindType { get; } = bindType;

    /// <summary>The bind method's name; it takes a binder and a service (which may be null).</summary>
    public string BindMethodName { get; } = bindMethodName;
}
