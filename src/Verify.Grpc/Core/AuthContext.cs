using System.Text;

namespace Grpc.Core;

/// <summary>What the transport proved of the peer, as named properties.</summary>
public class AuthContext
{
    private readonly Dictionary<string, List<AuthProperty>> _properties;

    /// <summary>Creates a context; <paramref name="peerIdentityPropertyName"/> names the identity, or is null without one.</summary>
    public AuthContext(string? peerIdentityPropertyName, Dictionary<string, List<AuthProperty>> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        PeerIdentityPropertyName = peerIdentityPropertyName;
        _properties = properties;
    }

    /// <summary>Whether the peer has an identity.</summary>
    public bool IsPeerAuthenticated => PeerIdentityPropertyName is not null;

    /// <summary>The name of the properties that identify the peer, or null.</summary>
    public string? PeerIdentityPropertyName { get; }

    /// <summary>The properties that identify the peer; none when it is not authenticated.</summary>
    public IEnumerable<AuthProperty> PeerIdentity =>
        PeerIdentityPropertyName is null ? [] : FindPropertiesByName(PeerIdentityPropertyName);

    /// <summary>Every property.</summary>
    public IEnumerable<AuthProperty> Properties => _properties.Values.SelectMany(p => p);

    /// <summary>The properties of one name.</summary>
    public IEnumerable<AuthProperty> FindPropertiesByName(string propertyName) =>
        _properties.TryGetValue(propertyName, out var found) ? found : [];
}

/// <summary>One proven property of a peer.</summary>
public class AuthProperty
{
    private readonly byte[] _value;

    private AuthProperty(string name, byte[] value)
    {
        Name = name;
        _value = value;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The value as UTF-8 text.</summary>
    public string Value => Encoding.UTF8.GetString(_value);

    /// <summary>A copy of the value.</summary>
    public byte[] ValueBytes => (byte[])_value.Clone();

    /// <summary>Creates a property; the bytes are copied.</summary>
    public static AuthProperty Create(string name, byte[] valueBytes)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(valueBytes);
        return new AuthProperty(name, (byte[])valueBytes.Clone());
    }
}
