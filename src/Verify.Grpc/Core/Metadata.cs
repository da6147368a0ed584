using System.Collections;

namespace Grpc.Core;

/// <summary>Headers or trailers of a call, in order; keys may repeat.</summary>
#pragma warning disable CA1710 // named by the official API
public sealed partial class Metadata : IList<Metadata.Entry>
#pragma warning restore CA1710
{
    /// <summary>Keys with this ending carry bytes, sent as base64.</summary>
    public const string BinaryHeaderSuffix = "-bin";

    /// <summary>Read-only metadata without entries.</summary>
    public static readonly Metadata Empty = new() { IsReadOnly = true };

    private readonly List<Entry> _entries = [];

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public bool IsReadOnly { get; private init; }

    /// <inheritdoc/>
    public Entry this[int index]
    {
        get => _entries[index];
        set => Writable()[index] = NotNull(value);
    }

    /// <summary>The last entry with this key, or null.</summary>
    public Entry? Get(string key)
    {
        for (int i = _entries.Count - 1; i >= 0; i--)
        {
            if (_entries[i].HasKey(key)) return _entries[i];
        }
        return null;
    }

    /// <summary>The last text value with this key, or null.</summary>
    /// <exception cref="InvalidOperationException">The entry is binary.</exception>
    public string? GetValue(string key) => Get(key)?.Value;

    /// <summary>The last value with this key as bytes, or null.</summary>
    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    /// <summary>Every entry with this key, in order.</summary>
    public IEnumerable<Entry> GetAll(string key) => _entries.Where(e => e.HasKey(key));

    /// <summary>Adds a text entry.</summary>
    /// <exception cref="ArgumentException">The key is not of the wire's alphabet, or ends in <c>-bin</c>.</exception>
    public void Add(string key, string value) => Add(new Entry(key, value));

    /// <summary>Adds a binary entry.</summary>
    /// <exception cref="ArgumentException">The key is not of the wire's alphabet, or does not end in <c>-bin</c>.</exception>
    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));

    /// <inheritdoc/>
    public void Add(Entry item) => Writable().Add(NotNull(item));

    /// <inheritdoc/>
    public void Insert(int index, Entry item) => Writable().Insert(index, NotNull(item));

    /// <inheritdoc/>
    public bool Remove(Entry item) => Writable().Remove(item);

    /// <inheritdoc/>
    public void RemoveAt(int index) => Writable().RemoveAt(index);

    /// <inheritdoc/>
    public void Clear() => Writable().Clear();

    /// <inheritdoc/>
    public int IndexOf(Entry item) => _entries.IndexOf(item);

    /// <inheritdoc/>
    public bool Contains(Entry item) => _entries.Contains(item);

    /// <inheritdoc/>
    public void CopyTo(Entry[] array, int arrayIndex) => _entries.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<Entry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();

    private List<Entry> Writable() =>
        IsReadOnly ? throw new InvalidOperationException("This metadata is read-only.") : _entries;

    private static Entry NotNull(Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item;
    }
}
