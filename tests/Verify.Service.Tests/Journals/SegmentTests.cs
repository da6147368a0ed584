using System.Text;
using Verify.Audit;
using Verify.Audit.Journal;
using Verify.Bytes;
using Verify.Tests.Registry;
using Verify.Tests.Stores;

namespace Verify.Service.Tests.Journals;

/// <summary>Bad bytes of a journal are found, named, and cost no more than themselves.</summary>
public sealed class SegmentTests
{
    [Fact]
    public async Task Every_flipped_bit_is_found_and_the_groups_beside_it_are_still_read()
    {
        var (files, records) = await JournalRig.ThreeGroupsAsync();
        var segment = files.Values.Single();
        for (var bit = 0; bit < 8 * segment.Length; bit++)
        {
            segment[bit / 8] ^= (byte)(1 << (bit % 8));
            var (steps, read, hasHeader) = Files.Walk(segment);
            segment[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.True(!hasHeader || steps.Contains(ReadStep.Damaged), $"bit {bit} of {8 * segment.Length} was not found");
            Assert.Equal(ReadStep.End, steps[^1]);
            Assert.InRange(read.Count, records.Length - 1, records.Length);
        }
    }

    [Fact]
    public async Task A_file_that_ends_anywhere_is_cut_to_its_last_whole_group_and_the_journal_goes_on()
    {
        var (files, records) = await JournalRig.ThreeGroupsAsync();
        var (name, segment) = files.Single();
        var step = (segment.Length - SegmentFormat.HeaderBytes) / 3;
        foreach (var length in Enumerable.Range(0, 60).Select(part => part * segment.Length / 60).Append(segment.Length - 1))
        {
            await using var rig = JournalRig.Open(left: new Dictionary<string, byte[]> { [name] = segment[..length] });
            var record = await rig.AppendAsync();
            await rig.FlushAsync();

            var whole = Math.Max(0, length - SegmentFormat.HeaderBytes) / step;
            Assert.Equal(
                records.Take(whole).Append(record).Select(static one => one.CheckId), rig.Store.Records.Select(static one => one.CheckId));
            var isWhole = length == SegmentFormat.HeaderBytes + (whole * step);
            Assert.Equal(!isWhole && length > 0, rig.Logged("JournalTailCut"));
            Assert.False(rig.Logged("JournalDamaged"));
        }
    }

    [Fact]
    public async Task Zeros_that_a_power_failure_left_at_the_end_are_cut()
    {
        var (files, records) = await JournalRig.ThreeGroupsAsync();
        var (name, segment) = files.Single();
        await using var rig = JournalRig.Open(left: new Dictionary<string, byte[]> { [name] = [.. segment, .. new byte[4096]] });
        await rig.FlushAsync();

        Assert.Equal(records.Length, rig.Store.Records.Length);
        Assert.True(rig.Logged("JournalTailCut"));
    }

    [Fact]
    public async Task What_can_be_read_of_a_damaged_journal_is_shipped_and_the_file_is_kept()
    {
        var (files, records) = await JournalRig.ThreeGroupsAsync();
        var (name, segment) = files.Single();
        segment[segment.Length / 2] ^= 1;

        await using var rig = JournalRig.Open(left: new Dictionary<string, byte[]> { [name] = segment });
        var next = await rig.AppendAsync();
        await rig.FlushAsync();

        Assert.Equal([records[0].CheckId, records[2].CheckId, next.CheckId], rig.Store.Records.Select(static one => one.CheckId));
        Assert.True(rig.Logged("JournalDamaged"));
        Assert.Equal(segment, rig.Snapshot()[name + ".damaged"]);
    }

    [Fact]
    public async Task Damage_done_while_the_service_runs_is_found_when_the_store_comes_back()
    {
        await using var rig = JournalRig.Open(new MemoryRegister { IsAway = true }, new RegisterOptions { ShipMs = 10_000 });
        CheckRecord[] records = [await rig.AppendAsync(), await rig.AppendAsync(), await rig.AppendAsync()];
        var (name, segment) = rig.Snapshot().Single();
        segment[segment.Length / 2] ^= 1;
        rig.Leave(1, new Dictionary<string, byte[]> { [name] = segment });

        rig.Store.IsAway = false;
        await rig.FlushAsync();
        await rig.Register.DisposeAsync();

        Assert.Equal([records[0].CheckId, records[2].CheckId], rig.Store.Records.Select(static one => one.CheckId));
        Assert.True(rig.Logged("JournalDamaged"));
        Assert.Equal(segment, rig.Snapshot()[name + ".damaged"]);
    }

    [Fact]
    public async Task A_segment_that_is_missing_is_found()
    {
        SortedDictionary<string, byte[]> files;
        await using (var rig = JournalRig.Open(new MemoryRegister { IsAway = true }, new RegisterOptions { ShipMs = 1, SegmentMiB = 1 }))
        {
            for (var i = 0; i < 3; i++)
                await rig.Register.AppendAsync(Checks.At("2026-06-15T10:00") with { Answer = new byte[1024 * 1024] }, TestContext.Current.CancellationToken);
            files = rig.Snapshot();
        }

        Assert.True(files.Remove("00000002.segment"));
        await using var next = JournalRig.Open(left: files);
        await next.FlushAsync();
        Assert.True(next.Logged("JournalDamaged"));
        Assert.Equal(2, next.Store.Records.Length);
    }

    [Fact]
    public void A_segment_of_version_1_is_read_as_it_was_written()
    {
        // Left by a service that was killed after two answers.
        var (steps, records, hasHeader) = Files.Walk(File.ReadAllBytes(Fixtures.PathOf("journal-v1.segment")));

        Assert.True(hasHeader);
        Assert.Equal([ReadStep.Group, ReadStep.Group, ReadStep.End], steps);
        Assert.Equal(
            [("019ec901-f4d2-7c39-95f5-e0e2ce5dfb21", "LIC"), ("019ec901-f795-7f72-a7bb-2c02631cf26c", "BID")],
            records.Select(static record => (record.CheckId.ToString(), record.MatterCode)));
        Assert.All(records, static record =>
        {
            Assert.Equal(("U:91520523MA6HQ01018", "办件-1", "officer", "520523"), (record.Subject?.Value, record.CaseNumber, record.OperatorId, record.RegionCode));
            Assert.Equal(record.CheckId.ToString(), V1.CheckResponse.Parser.ParseFrom(record.Answer).CheckId);
        });
    }

    [Fact]
    public async Task A_journal_of_version_1_is_shipped_whole_and_goes_on_in_a_file_of_this_version()
    {
        var old = await File.ReadAllBytesAsync(Fixtures.PathOf("journal-v1.segment"), TestContext.Current.CancellationToken);
        await using var rig = JournalRig.Open(left: new Dictionary<string, byte[]> { ["00000001.segment"] = old });
        var record = Checks.At("2026-06-15T10:00") with { Asked = [1, 2, 3] };
        await rig.Register.AppendAsync(record, TestContext.Current.CancellationToken);
        await rig.FlushAsync();

        Assert.Equal(
            ["019ec901-f4d2-7c39-95f5-e0e2ce5dfb21", "019ec901-f795-7f72-a7bb-2c02631cf26c", record.CheckId.ToString()],
            rig.Store.Records.Select(static one => one.CheckId.ToString()));
        Assert.Equal([[], [], [1, 2, 3]], rig.Store.Records.Select(static one => one.Asked));
        Assert.False(rig.Logged("JournalDamaged"));
        Assert.Equal(SegmentFormat.Version, SegmentFormat.ReadHeader(rig.Snapshot().Single().Value)!.Version);
    }

    [Fact]
    public async Task An_empty_file_of_version_1_gets_no_record_that_its_own_program_could_not_read()
    {
        var empty = SegmentFormat.HeaderOf(new SegmentHeader(1, Guid.CreateVersion7(), 41, new byte[SegmentFormat.HashBytes]));
        await using var rig = JournalRig.Open(left: new Dictionary<string, byte[]> { ["00000007.segment"] = empty });
        var record = await rig.AppendAsync();
        await rig.FlushAsync();

        var (name, segment) = rig.Snapshot().Single();
        Assert.Equal(("00000008.segment", 2, 41), (name, SegmentFormat.ReadHeader(segment)!.Version, SegmentFormat.ReadHeader(segment)!.Position));
        Assert.Equal(record.CheckId, Assert.Single(rig.Store.Records).CheckId);
        Assert.False(rig.Logged("JournalDamaged"));
    }

    [Fact]
    public async Task A_journal_of_a_later_version_is_left_to_a_later_program_and_said_to_be_one()
    {
        var later = SegmentFormat.HeaderOf(new SegmentHeader(SegmentFormat.Version + 1, Guid.CreateVersion7(), 0, new byte[SegmentFormat.HashBytes]));
        later = [.. later, .. new byte[200]];
        await using var rig = JournalRig.Open(left: new Dictionary<string, byte[]> { ["00000001.segment"] = later });
        await rig.AppendAsync();
        await rig.FlushAsync();

        Assert.True(rig.Logged("JournalRefused"));
        Assert.Equal(later, rig.Snapshot().Single().Value);
        Assert.Contains("it has format version 3; this program knows 1 to 2.", Assert.Single(JournalVerification.FaultsOf(rig.Root)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_checksum_is_CRC_32C()
    {
        Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8));
        Assert.Equal(0xE3069283u, Crc32C.Of("56789"u8, Crc32C.Of("1234"u8)));
        Assert.Equal(Crc32C.Of(Encoding.ASCII.GetBytes(new string('x', 100))), Crc32C.Of(Encoding.ASCII.GetBytes(new string('x', 37)), Crc32C.Of(Encoding.ASCII.GetBytes(new string('x', 63)))));
    }
}
