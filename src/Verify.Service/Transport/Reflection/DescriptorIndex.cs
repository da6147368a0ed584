using System.Collections.Frozen;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Verify.Transport.Reflection;

/// <summary>Every file that the served services stand on, found by its name and by each name that it declares.</summary>
public sealed class DescriptorIndex
{
    private readonly FrozenDictionary<string, FileDescriptor> _filesByName;
    private readonly FrozenDictionary<string, IDescriptor> _symbols;

    /// <summary>Gathers the files of the services and all that those import.</summary>
    /// <param name="services">What the server serves, in the order in which it lists them.</param>
    public DescriptorIndex(params IReadOnlyList<ServiceDescriptor> services)
    {
        Services = [.. services.Select(service => service.FullName)];
        _filesByName = services.SelectMany(service => Closure(service.File)).Distinct().ToFrozenDictionary(file => file.Name);
        _symbols = _filesByName.Values.SelectMany(Symbols).ToFrozenDictionary(symbol => symbol.Name, symbol => symbol.Declared);
    }

    /// <summary>The full names of the services.</summary>
    public IReadOnlyList<string> Services { get; }

    /// <summary>The file of this name and what it imports, itself first, each serialized; null if it is not known.</summary>
    public IEnumerable<ByteString>? FindByName(string name) => Serialize(_filesByName.GetValueOrDefault(name));

    /// <summary>Likewise the file that declares a service, method, message, field, oneof, enum or enum value.</summary>
    public IEnumerable<ByteString>? FindBySymbol(string symbol) => Serialize(_symbols.GetValueOrDefault(symbol)?.File);

    /// <summary>Whether there is a message type of this full name.</summary>
    public bool HasMessage(string name) => _symbols.GetValueOrDefault(name) is MessageDescriptor;

    private static IEnumerable<ByteString>? Serialize(FileDescriptor? file) => file is null ? null : Closure(file).Select(f => f.SerializedData);

    private static IEnumerable<FileDescriptor> Closure(FileDescriptor file) =>
        file.Dependencies.SelectMany(Closure).Prepend(file).Distinct();

    private static IEnumerable<(string Name, IDescriptor Declared)> Symbols(FileDescriptor file) =>
    [
        .. Named(file.Services),
        .. Named(file.Services.SelectMany(service => service.Methods)),
        .. file.MessageTypes.SelectMany(Symbols),
        .. file.EnumTypes.SelectMany(Symbols),
    ];

    private static IEnumerable<(string Name, IDescriptor Declared)> Symbols(MessageDescriptor message) =>
    [
        (message.FullName, message),
        .. Named(message.Fields.InDeclarationOrder()),
        .. Named(message.Oneofs),
        .. message.NestedTypes.SelectMany(Symbols),
        .. message.EnumTypes.SelectMany(Symbols),
    ];

    // A value of an enum is a sibling of the enum, not its child.
    private static IEnumerable<(string Name, IDescriptor Declared)> Symbols(EnumDescriptor type) =>
    [
        (type.FullName, type),
        .. type.Values.Select(value => (type.FullName[..^type.Name.Length] + value.Name, (IDescriptor)value)),
    ];

    private static IEnumerable<(string Name, IDescriptor Declared)> Named(IEnumerable<IDescriptor> symbols) =>
        symbols.Select(symbol => (symbol.FullName, symbol));
}
