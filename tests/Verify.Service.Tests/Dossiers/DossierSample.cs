using System.Text;
using Verify.Domain;
using Verify.Registry;
using Verify.Tests.Registry;

namespace Verify.Tests.Dossiers;

/// <summary>
/// A stored value of a version, <c>tests/fixtures/dossiers/vN.hex</c>, and what is in it, <c>vN.txt</c>: key and revision, then a
/// line a fact, its revision, instants in ticks, department, officer, document, and the fact as <see cref="FactCodec"/> writes it.
/// </summary>
internal static class DossierSample
{
    public static IReadOnlyList<int> Versions =>
    [
        .. Directory.GetFiles(Fixtures.PathOf("dossiers"), "v*.hex")
            .Select(static path => int.Parse(Path.GetFileNameWithoutExtension(path)[1..], null)).Order(),
    ];

    public static byte[] Bytes(int version) =>
        Convert.FromHexString(string.Concat(File.ReadAllLines(Fixtures.PathOf("dossiers", $"v{version}.hex"))));

    public static Dossier Content(int version)
    {
        var lines = File.ReadAllLines(Fixtures.PathOf("dossiers", $"v{version}.txt"));
        var subject = new SubjectKey(lines[0].Split(' ')[0]);
        return Dossier.Fold(subject, long.Parse(lines[0].Split(' ')[1], null), lines[1..].Select(line => Fact(subject, line.Split('|', 7))));
    }

    private static RecordedFact Fact(SubjectKey subject, string[] cells)
    {
        Assert.True(FactCodec.TryDecode(Encoding.UTF8.GetBytes(cells[6]), out var fact, out var fault), fault);
        return new RecordedFact(
            long.Parse(cells[0], null), subject, Instant(cells[1]), Instant(cells[2]), new Recorder(cells[3], cells[4]), cells[5], fact);
    }

    private static DateTimeOffset Instant(string ticks) => new(long.Parse(ticks, null), TimeSpan.Zero);
}
