using Verify.Audit;
using Verify.Audit.Journal;
using Verify.Tests.Stores;

namespace Verify.Service.Tests.Journals;

/// <summary>Reads segments as the shipper does.</summary>
internal static class Files
{
    /// <summary>The check ids in segments that are whole, in their order.</summary>
    public static Guid[] Read(IEnumerable<byte[]> segments) =>
    [
        .. segments.SelectMany(static segment =>
        {
            var (steps, records, _) = Walk(segment);
            Assert.DoesNotContain(ReadStep.Damaged, steps);
            return records;
        }).Select(static record => record.CheckId),
    ];

    /// <summary>Every step through a segment, what was read, and whether its header could be.</summary>
    public static (List<ReadStep> Steps, List<CheckRecord> Records, bool HasHeader) Walk(byte[] segment)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("00000001.segment");
        File.WriteAllBytes(path, segment);
        using var reader = new SegmentReader(path);
        var steps = new List<ReadStep>();
        var records = new List<CheckRecord>();
        do
        {
            steps.Add(reader.Read(segment.Length, records));
        }
        while (steps[^1] is ReadStep.Group or ReadStep.Damaged);
        return (steps, records, reader.Header is not null);
    }
}
