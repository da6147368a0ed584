using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Verify.Audit;
using Verify.Audit.Journal;
using Verify.Tests.Stores;
using Verify.Tests.Transport;

namespace Verify.Service.Tests.Journals;

/// <summary>A register behind a journal in a folder of its own, with a store and a log in the test's hand.</summary>
internal sealed class JournalRig : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private JournalRig(MemoryRegister store, RegisterOptions? options)
    {
        Store = store;
        Options = options ?? new RegisterOptions { ShipMs = 1 };
    }

    public MemoryRegister Store { get; }

    public RegisterOptions Options { get; }

    public ConcurrentQueue<(LogLevel Level, string Text)> Log { get; } = new();

    public JournaledRegister Register { get; private set; } = null!;

    public string Root => _folder.File("journal");

    /// <summary>Opens the register.</summary>
    /// <param name="store">A store that has something already.</param>
    /// <param name="options">Options; without them records are shipped at once.</param>
    /// <param name="left">What the process before left: the files of a journal by their names.</param>
    public static JournalRig Open(MemoryRegister? store = null, RegisterOptions? options = null, IReadOnlyDictionary<string, byte[]>? left = null)
    {
        var rig = new JournalRig(store ?? new MemoryRegister(), options);
        rig.Leave(1, left ?? new Dictionary<string, byte[]>());
        rig.Register = JournaledRegister.Open(rig.Root, rig.Store, rig.Options, new QueueLoggerProvider(rig.Log));
        return rig;
    }

    /// <summary>Puts files into a folder of a journal.</summary>
    public void Leave(int number, IReadOnlyDictionary<string, byte[]> files)
    {
        var folder = Directory.CreateDirectory(JournalFolder.PathOf(Root, number)).FullName;
        foreach (var (name, bytes) in files)
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
    }

    /// <summary>The files of the journal as a process that dies now would leave them.</summary>
    public SortedDictionary<string, byte[]> Snapshot() => new(
        Directory.GetFiles(JournalFolder.PathOf(Root, 1)).Where(static path => Path.GetFileName(path) != "lock")
            .ToDictionary(static path => Path.GetFileName(path), static path => File.ReadAllBytes(path)),
        StringComparer.Ordinal);

    public async Task<CheckRecord> AppendAsync()
    {
        var record = Checks.At("2026-06-15T10:00");
        await Register.AppendAsync(record, TestContext.Current.CancellationToken);
        return record;
    }

    public Task FlushAsync() => Register.FlushAsync(TestContext.Current.CancellationToken).AsTask();

    public bool Logged(string name) => Log.Any(entry => entry.Text.StartsWith(name + ":", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await Register.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Journals with three groups of one record each, in one file, as a process that died left them.</summary>
    public static async Task<(SortedDictionary<string, byte[]> Files, CheckRecord[] Records)> ThreeGroupsAsync()
    {
        await using var rig = Open(new MemoryRegister { IsAway = true });
        CheckRecord[] records = [await rig.AppendAsync(), await rig.AppendAsync(), await rig.AppendAsync()];
        return (rig.Snapshot(), records);
    }
}
