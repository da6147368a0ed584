using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Verify.Domain;
using Verify.Registry.Import;

namespace Verify.Service.Tests.Import;

/// <summary>Imports into a register in memory on Monday 2026-06-15, 10:00 in China.</summary>
internal sealed class ImportRig
{
    public const string ListHeading =
        "当事人姓名/单位名称,身份证号/社会信用代码/组织机构代码/工商注册号,列入红/黑名单事由,发生时间,列入名单时间,名单类别,决定文书号,认定单位,依据,惩戒措施提示,移出条件,移出程序,救济措施,截止日期";

    public const string BaseHeading = "统一社会信用代码,主体名称,成立日期,法定代表人证件号码";

    public static readonly DateTimeOffset Now = new(2026, 6, 15, 10, 0, 0, ChinaTime.Offset);

    public static readonly Catalogue Catalogue = new("test", new CatalogueRows
    {
        ListKinds =
        [
            Kind("R-TAX-A", "纳税信用A级纳税人", Colour.Red, 12),
            Kind("B-WAGE", "拖欠农民工工资失信联合惩戒对象", Colour.Black, 36),
            Kind("B-COURT", "失信被执行人", Colour.Black, 24),
            Kind("F-FOOD", "食品领域重点关注对象", Colour.Focus, 12),
            Kind("B-GOVPROC-BAN", "政府采购严重违法失信行为记录名单", Colour.Black, 0),
        ],
        Sources =
        [
            new SourceRule("COURT", new LocalText("法院", "court"), TimeSpan.FromDays(1), []),
            new SourceRule("TAX", new LocalText("税务", "tax"), TimeSpan.FromDays(7), []),
        ],
    });

    /// <summary>The bytes of the last reject file; empty where none was opened.</summary>
    public MemoryStream Rejects { get; private set; } = new();

    public MemorySink Sink { get; } = new();

    public string RejectText => Encoding.UTF8.GetString(Rejects.ToArray());

    public string[] RejectLines => RejectText.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    public Task<ImportSummary> RunAsync(string csv, ImportOptions? options = null) => RunAsync(Encoding.UTF8.GetBytes(csv), options);

    public Task<ImportSummary> RunAsync(byte[] file, ImportOptions? options = null) => RunAsync(new MemoryStream(file), options);

    public Task<ImportSummary> RunFixtureAsync(string name, ImportOptions? options = null) => RunAsync(File.ReadAllBytes(Fixture(name)), options);

    public Task<ImportSummary> RunAsync(Stream file, ImportOptions? options = null)
    {
        Rejects = new MemoryStream();
        var importer = new Importer(Catalogue, KeyOf, new FixedClock(Now));
        return importer.RunAsync(file, options ?? new ImportOptions(), Sink.TakeAsync, () => Rejects, progress: null, TestContext.Current.CancellationToken);
    }

    public static string Fixture(string name) => Path.Combine(Repository(), "tests", "fixtures", "import", name);

    /// <summary>One of 100,000 valid codes.</summary>
    public static string Uscc(int number)
    {
        var first8 = "MAB" + number.ToString("D5", CultureInfo.InvariantCulture);
        var first17 = "91520523" + first8 + OrganisationCode.CheckCharacter(first8);
        return first17 + UnifiedSocialCreditCode.CheckCharacter(first17);
    }

    public static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Verify.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder;
    }

    public static SubjectKey KeyOf(SubjectCode code) => code.IsPerson
        ? new SubjectKey("P:" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes("secret" + code.Value)), 0, 8))
        : SubjectKey.OfOrganisation(code);

    private static ListKind Kind(string code, string name, Colour colour, int months) => new()
    {
        Code = code,
        Name = new LocalText(name, code),
        DeclaredColour = colour,
        DefaultTermMonths = months,
        MaxTermMonths = 60,
        LegalBasis = colour == Colour.Black ? [new LegalReference("LAW", LegalLevel.Law, new LocalText("法", "law"), null, null)] : [],
    };

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

/// <summary>Keeps facts as the registry does: a request once, an entry once.</summary>
internal sealed class MemorySink
{
    private readonly Dictionary<string, byte[]> _digests = [];
    private readonly HashSet<string> _entries = [];

    public List<ImportRow> Facts { get; } = [];

    public int LargestBatch { get; private set; }

    public IEnumerable<T> Of<T>() where T : Fact => Facts.Select(static row => row.Fact).OfType<T>();

    public Task<IReadOnlyList<RowOutcome>> TakeAsync(IReadOnlyList<ImportRow> rows, CancellationToken cancellation)
    {
        LargestBatch = Math.Max(LargestBatch, rows.Count);
        return Task.FromResult<IReadOnlyList<RowOutcome>>([.. rows.Select(Take)]);
    }

    private RowOutcome Take(ImportRow row)
    {
        if (_digests.TryGetValue(row.RequestId, out var digest))
            return digest.AsSpan().SequenceEqual(row.RequestDigest) ? RowOutcome.AlreadyThere : Refuse("request id reused");
        if (row.Fact is EntryListed listed && !_entries.Add(listed.EntryId))
            return Refuse("entry taken");

        _digests.Add(row.RequestId, row.RequestDigest);
        Facts.Add(row);
        return RowOutcome.Recorded;
    }

    private static RowOutcome.Refused Refuse(string reason) => new(ImmutableArray.Create(new LocalText(reason, reason)));
}
