using System.Globalization;
using System.Net;
using Verify.Adapters.Redis;
using Verify.Adapters.SqlServer;
using Verify.Audit.Journal;
using Verify.Callers;
using Verify.Demo;
using Verify.Dossiers;
using Verify.Hosting.Observation;
using Verify.Receipts;
using Verify.Registry;

namespace Verify.Hosting;

/// <summary>
/// Section <c>Verify</c>, bound from appsettings, environment (<c>Verify__…</c>) and command line. Nothing configured means: embedded
/// SQLite in <c>./data</c>, loopback ports, an open development caller, demonstration data if the store is empty.
/// </summary>
public sealed class VerifyOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Verify";

    private const string NotLoopback =
        "an address other than loopback is served over TLS (Verify:Tls:Certificate) and to known callers only: "
        + "add one with 'caller add', or set Verify:Callers:Required and add them later.";

    // Beyond it the host would give up on the calls under way.
    private const int DrainMaxMs = 20_000;

    /// <summary>
    /// Address to listen on. Anything but loopback is served over TLS only, and to known callers only; the ports without TLS then stay on
    /// loopback.
    /// </summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Port for gRPC over cleartext HTTP/2; 0 picks a free one.</summary>
    public int GrpcPort { get; set; } = 5080;

    /// <summary>Port for HTTP/1.1: Connect and health; 0 picks a free one.</summary>
    public int HttpPort { get; set; } = 5081;

    /// <summary>Port for everything over TLS, served once a certificate is configured; 0 picks a free one.</summary>
    public int TlsPort { get; set; } = 5443;

    /// <summary>
    /// For how long, in milliseconds, a server that is told to stop still takes calls after its health has said that it no longer serves:
    /// as long as a balancer needs to hear of it.
    /// </summary>
    public int DrainMs { get; set; } = 500;

    /// <summary>The certificate.</summary>
    public TlsOptions Tls { get; init; } = new();

    /// <summary>Who may ask.</summary>
    public CallerOptions Callers { get; init; } = new();

    /// <summary>How much anybody may take of the service.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <summary>Folder of database, journals, keys and demonstration files.</summary>
    public string Data { get; set; } = "data";

    /// <summary>Folder of the catalogue; empty means the one shipped with the program.</summary>
    public string Catalog { get; set; } = "";

    /// <summary>
    /// Folder of files each of which is named like a variable of the environment, such as <c>Verify__Redis</c>, and holds its value:
    /// how orchestrators hand out secrets. Named in the environment or on the command line; empty means none.
    /// </summary>
    public string Secrets { get; set; } = "";

    /// <summary>Where the truth is.</summary>
    public StoreOptions Store { get; init; } = new();

    /// <summary>What is kept before the store, and how fresh it must be proven.</summary>
    public FreshnessOptions Cache { get; init; } = new();

    /// <summary>How answers are registered before they leave.</summary>
    public RegisterOptions Register { get; init; } = new();

    /// <summary>Redis configuration string, as StackExchange.Redis reads it; empty means none.</summary>
    public string Redis { get; set; } = "";

    /// <summary>How the service deals with that Redis.</summary>
    public RedisOptions RedisClient { get; init; } = new();

    /// <summary>Who is told how the service fares.</summary>
    public TelemetryOptions Telemetry { get; init; } = new();

    /// <summary>Keys by which persons are named and sealed.</summary>
    public KeyRingOptions Keys { get; init; } = new();

    /// <summary>Keys by which receipts are signed.</summary>
    public ReceiptOptions Receipts { get; init; } = new();

    /// <summary>The demonstration county.</summary>
    public DemoOptions Demo { get; init; } = new();

    /// <summary>Starts the service's clock at this instant, for demonstrations and outside tests; loopback only.</summary>
    public string Now { get; set; } = "";

    /// <summary>
    /// Longest time in milliseconds that a start rehearses, on a registry of its own that is then gone, what the first caller would else
    /// wait for while it is loaded and compiled. 0 is a cold start.
    /// </summary>
    public int WarmUpMs { get; set; } = 1_000;

    /// <summary>The folder of the register's journals in use.</summary>
    public string JournalFolder => Register.Folder.Length > 0 ? Register.Folder : Path.Combine(Data, "journal");

    /// <summary>The folder of the catalogue in use.</summary>
    public string CatalogFolder => Catalog.Length > 0 ? Catalog : Path.Combine(AppContext.BaseDirectory, "catalog");

    /// <summary>The instant of <see cref="Now"/>, or null.</summary>
    public DateTimeOffset? ClockStart =>
        DateTimeOffset.TryParse(Now, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start) ? start : null;

    /// <summary>Where Redis is and how the service deals with it.</summary>
    public RedisOptions ToRedisOptions()
    {
        RedisClient.Configuration = Redis;
        return RedisClient;
    }

    /// <summary>What is wrong only once the store was asked who may ask.</summary>
    /// <param name="open">Whether the open development caller would be served.</param>
    public IEnumerable<string> FaultsAtServing(bool open)
    {
        if (open && !IPAddress.IsLoopback(IPAddress.Parse(Address)))
            yield return $"Verify:Address: {NotLoopback} No caller is configured.";
    }

    /// <summary>Everything that is wrong, each with its path.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (!IPAddress.TryParse(Address, out var address))
            faults.Add("Verify:Address: not an IP address.");
        else if (!IPAddress.IsLoopback(address) && Tls.Certificate.Length == 0)
            faults.Add($"Verify:Address: {NotLoopback} Verify:Tls:Certificate is not set.");
        else if (!IPAddress.IsLoopback(address) && Now.Length > 0)
            faults.Add("Verify:Now: only loopback is served with another clock.");
        Port(GrpcPort, nameof(GrpcPort));
        Port(HttpPort, nameof(HttpPort));
        Port(TlsPort, nameof(TlsPort));
        if (GrpcPort == HttpPort && GrpcPort != 0)
            faults.Add("Verify:HttpPort: the same as Verify:GrpcPort.");
        if (DrainMs is < 0 or > DrainMaxMs)
            faults.Add($"Verify:DrainMs: between 0 and {DrainMaxMs}.");
        if (Tls.Certificate.Length > 0 && !File.Exists(Tls.Certificate))
            faults.Add("Verify:Tls:Certificate: no such file.");
        if (Tls.Key.Length > 0 && !File.Exists(Tls.Key))
            faults.Add("Verify:Tls:Key: no such file.");
        if (string.IsNullOrWhiteSpace(Data))
            faults.Add("Verify:Data: name a folder.");
        if (Secrets.Length > 0 && !Directory.Exists(Secrets))
            faults.Add("Verify:Secrets: no such folder.");
        if (!Directory.Exists(CatalogFolder))
            faults.Add("Verify:Catalog: no such folder.");
        if (WarmUpMs is < 0 or > 60_000)
            faults.Add("Verify:WarmUpMs: between 0 and 60,000.");
        faults.AddRange(Callers.Faults());
        faults.AddRange(Limits.Faults());
        faults.AddRange(Store.Faults());
        faults.AddRange(Cache.Faults());
        faults.AddRange(Register.Faults());
        faults.AddRange(Telemetry.Faults());
        if (Redis.Length > 0)
            faults.AddRange(ToRedisOptions().Faults().Select(static fault => $"Verify:Redis: {fault}"));
        if (Demo.Organisations is < DemoCounty.FewestOrganisations or > 1_000_000)
            faults.Add($"Verify:Demo:Organisations: between {DemoCounty.FewestOrganisations} and 1,000,000.");
        if (Now.Length > 0 && ClockStart is null)
            faults.Add("Verify:Now: not an instant, such as 2026-06-15T10:00:00+08:00.");
        faults.AddRange(Keys.IsEmpty ? [] : Keys.Faults());
        faults.AddRange(Receipts.Faults());
        return faults;

        void Port(int port, string name)
        {
            if (port is < 0 or > 65535)
                faults.Add($"Verify:{name}: a port is between 0 and 65535.");
        }
    }
}

/// <summary>A certificate in PEM or PKCS #12.</summary>
public sealed class TlsOptions
{
    /// <summary>File of the certificate; empty means no TLS.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>File of its key, for PEM; empty means that it is in the certificate's file.</summary>
    public string Key { get; set; } = "";

    /// <summary>Password of the PKCS #12 file or the key.</summary>
    public string Password { get; set; } = "";
}

/// <summary>Where the truth is.</summary>
public sealed class StoreOptions
{
    /// <summary>Microsoft.Data.Sqlite connection string; empty means <c>verify.db</c> in the data folder.</summary>
    public string Sqlite { get; set; } = "";

    /// <summary>Connection string of SQL Server, which then is the store; empty means the embedded one.</summary>
    public string SqlServer { get; set; } = "";

    /// <summary>
    /// Whether <c>migrate</c>, or the first start, makes the tables of the register's chain append-only ledger tables (SQL Server 2022,
    /// Azure SQL); heeded when they are made, never after.
    /// </summary>
    public bool SqlServerLedger { get; set; }

    /// <summary>How often the store is asked what other processes have written, in milliseconds.</summary>
    public int RevisionPollMs { get; set; } = 50;

    /// <summary>Everything that is wrong, each with its path.</summary>
    public IEnumerable<string> Faults()
    {
        var faults = new List<string>();
        if (RevisionPollMs is < 1 or > 60_000)
            faults.Add("Verify:Store:RevisionPollMs: between 1 and 60,000.");
        if (SqlServer.Length == 0)
            return faults;
        if (Sqlite.Length > 0)
            faults.Add("Verify:Store: either Sqlite or SqlServer.");
        faults.AddRange(new SqlServerStoreOptions { ConnectionString = SqlServer }.Faults().Select(static fault => $"Verify:Store:SqlServer: {fault}"));
        return faults;
    }
}

/// <summary>The demonstration county, loaded into an empty store under the shipped catalogue.</summary>
public sealed class DemoOptions
{
    /// <summary>Whether to load it.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Number of organisations.</summary>
    public int Organisations { get; set; } = 20_000;

    /// <summary>Seed of the generator: the same seed and day give the same county.</summary>
    public int Seed { get; set; } = 520523;
}
