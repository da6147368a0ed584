using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Verify.Service.Tests.WorkedExamples;
using Verify.Transport;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>Every move from every state, through Record: rules 3.4 written out once more, as an outsider reads them.</summary>
public sealed class EveryMoveTests
{
    private const string K = "91520523MA6HQ01018";
    private const string Black = "B-STAT";
    private const string Red = "R-MODEL";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    /// <summary>State, the moves that lead to it, the states allowed from it, and every move that is taken there with the state after it.</summary>
    private static readonly (string Kind, string State, string Path, string Allowed, string Taken)[] Table =
    [
        (Black, "PROPOSED", "propose", "PRE_NOTIFIED", "notify>PRE_NOTIFIED to:PRE_NOTIFIED>PRE_NOTIFIED"),
        (Black, "PRE_NOTIFIED", "propose notify", "LISTED, DROPPED",
            "list>LISTED to:DROPPED>DROPPED object>PRE_NOTIFIED reject>PRE_NOTIFIED"),
        (Black, "DROPPED", "propose notify to:DROPPED", "", ""),
        (Black, "LISTED", "list", "UNDER_OBJECTION, REPAIR_PENDING, SUSPENDED, EXPIRED, REMOVED", Listed),
        (Black, "LISTED", "propose notify list", "UNDER_OBJECTION, REPAIR_PENDING, SUSPENDED, EXPIRED, REMOVED", Listed),
        (Black, "CORRECTED", "list accept correct", "UNDER_OBJECTION, REPAIR_PENDING, SUSPENDED, EXPIRED, REMOVED",
            Listed.Replace(">LISTED", ">CORRECTED", StringComparison.Ordinal)),
        (Black, "UNDER_OBJECTION", "list object accept", "LISTED, CORRECTED, REVOKED",
            "revoke>REVOKED correct>CORRECTED reject>LISTED to:LISTED>LISTED to:REVOKED>REVOKED verify>UNDER_OBJECTION lenient>UNDER_OBJECTION"),
        (Black, "REPAIR_PENDING", "list file-repair", "REPAIRED, LISTED",
            "grant>REPAIRED refuse>LISTED to:REPAIRED>REPAIRED to:LISTED>LISTED object>REPAIR_PENDING reject>REPAIR_PENDING verify>REPAIR_PENDING lenient>REPAIR_PENDING"),
        (Black, "SUSPENDED", "list to:SUSPENDED", "REPAIRED, LISTED",
            "grant>REPAIRED refuse>SUSPENDED to:REPAIRED>REPAIRED to:LISTED>LISTED verify>SUSPENDED lenient>SUSPENDED"),
        (Black, "REPAIRED", "list file-repair grant", "", ""),
        (Black, "EXPIRED", "list to:EXPIRED", "", ""),
        (Black, "REMOVED", "list to:REMOVED", "", ""),
        (Black, "REVOKED", "list accept revoke", "", ""),
        (Red, "PROPOSED", "propose", "LISTED", "list>LISTED"),
        (Red, "LISTED", "list", "EXPIRED, WITHDRAWN, REVOKED",
            "to:EXPIRED>EXPIRED to:WITHDRAWN>WITHDRAWN to:REVOKED>REVOKED object>LISTED reject>LISTED verify>LISTED lenient>LISTED"),
        (Red, "WITHDRAWN", "propose list to:WITHDRAWN", "", ""),
    ];

    private const string Listed =
        "accept>UNDER_OBJECTION file-repair>REPAIR_PENDING to:UNDER_OBJECTION>UNDER_OBJECTION to:REPAIR_PENDING>REPAIR_PENDING "
        + "to:SUSPENDED>SUSPENDED to:EXPIRED>EXPIRED to:REMOVED>REMOVED object>LISTED reject>LISTED verify>LISTED lenient>LISTED";

    private static readonly string[] Moves =
    [
        "propose", "notify", "list", "object", "accept", "revoke", "correct", "reject", "file-repair", "grant", "refuse", "verify", "lenient",
        .. System.Enum.GetValues<EntryState>()
            .Where(static state => state is not (EntryState.Unspecified or EntryState.Suppressed))
            .Select(static state => "to:" + WireNames.Of(state)),
    ];

    public static TheoryData<string, string> States => [.. Table.Select(static row => new TheoryDataRow<string, string>(row.Kind, row.Path))];

    [Theory]
    [MemberData(nameof(States))]
    public async Task From_a_state_the_moves_of_the_rules_are_taken_and_every_other_names_the_state_and_what_is_allowed(string kind, string path)
    {
        await using var service = await RunningService.StartAsync();
        var (_, state, _, allowed, taken) = Table.Single(row => row.Kind == kind && row.Path == path);
        var after = taken.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(static move => move[..move.IndexOf('>')], static move => move[(move.IndexOf('>') + 1)..]);
        Assert.Empty(after.Keys.Except(Moves));

        // Each move is tried on an entry of its own, which is brought to the state first.
        var walks = Moves.Select(move => path.Split(' ').Select((step, number) => Request($"{move} {number}", Step(kind, "E " + move, step))).ToArray());
        var brought = await ImportStreamTests.ImportAsync(service, walks.SelectMany(static walk => walk).Chunk(1_000));
        Assert.Equal(0, brought.Rejected);

        foreach (var move in Moves)
        {
            var request = Request(move, Step(kind, "E " + move, move));
            if (after.ContainsKey(move))
            {
                await service.Registry.RecordAsync(request, cancellationToken: Stop);
                continue;
            }

            var refused = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(async () => await service.Registry.RecordAsync(request, cancellationToken: Stop)));
            var info = refused.GetDetail<ErrorInfo>()!;
            Assert.Equal((move, "ILLEGAL_TRANSITION", (int)StatusCode.FailedPrecondition), (move, info.Reason, refused.Code));
            Assert.Equal(("E " + move, state, allowed), (info.Metadata["entry_id"], info.Metadata["state"], info.Metadata["allowed"]));
        }

        var dossier = await service.Registry.GetDossierAsync(new GetDossierRequest { Subject = Asking.Subject(K) }, cancellationToken: Stop);
        Assert.Equal(
            Moves.Select(move => $"{move}: {after.GetValueOrDefault(move, state)}").Order(StringComparer.Ordinal),
            dossier.Entries.Select(static entry => $"{entry.EntryId[2..]}: {WireNames.Of(entry.State)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_an_entry_that_nobody_opened_only_a_proposal_and_a_listing_are_taken()
    {
        await using var service = await RunningService.StartAsync();
        foreach (var move in Moves)
        {
            var request = Request(move, Step(Black, "E " + move, move));
            if (move is "propose" or "list")
            {
                await service.Registry.RecordAsync(request, cancellationToken: Stop);
                continue;
            }

            var refused = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(async () => await service.Registry.RecordAsync(request, cancellationToken: Stop)));
            Assert.Equal((move, "NOT_FOUND"), (move, refused.GetDetail<ErrorInfo>()!.Reason));
        }
    }

    private static RecordRequest Request(string id, Fact fact) => new()
    {
        RequestId = id,
        Subject = Asking.Subject(K),
        RecordedBy = new RecordedBy { DepartmentCode = "STATISTICS", OperatorId = "clerk" },
        OccurredAt = new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8)).ToTimestamp(),
        Fact = fact,
    };

    internal static Fact Step(string kind, string id, string move) => move switch
    {
        "propose" => new Fact { EntryProposed = new EntryProposed { EntryId = id, ListKind = kind } },
        "notify" => new Fact { EntryPreNotified = new EntryPreNotified { EntryId = id } },
        "list" => new Fact { EntryListed = Listing(kind, id) },
        "object" => new Fact { ObjectionFiled = new ObjectionFiled { EntryId = id } },
        "accept" => new Fact { ObjectionAccepted = new ObjectionAccepted { EntryId = id } },
        "revoke" => Decided(id, ObjectionOutcome.UpheldRevoked),
        "correct" => Decided(id, ObjectionOutcome.UpheldCorrected, Listing(kind, id)),
        "reject" => Decided(id, ObjectionOutcome.Rejected),
        "file-repair" => new Fact { RepairFiled = new RepairFiled { EntryId = id } },
        "grant" => new Fact { RepairDecided = new RepairDecided { EntryId = id, Granted = true } },
        "refuse" => new Fact { RepairDecided = new RepairDecided { EntryId = id } },
        "verify" => new Fact { LocalVerificationDecided = new LocalVerificationDecided { EntryId = id, Confirmed = true } },
        "lenient" => new Fact { LeniencyConfirmed = new LeniencyConfirmed { EntryId = id, Leniency = Leniency.Slight } },
        _ => new Fact
        {
            EntryAdvanced = new EntryAdvanced { EntryId = id, To = System.Enum.GetValues<EntryState>().Single(state => "to:" + WireNames.Of(state) == move) },
        },
    };

    private static Fact Decided(string id, ObjectionOutcome outcome, EntryListed? correction = null) =>
        new() { ObjectionDecided = new ObjectionDecided { EntryId = id, Outcome = outcome, Correction = correction } };

    private static EntryListed Listing(string kind, string id)
    {
        var listing = Asking.Listing(id, kind, "2026-06-01", "2027-05-31");
        listing.LocalVerificationRequired = true;
        return listing;
    }
}
