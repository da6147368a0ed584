using Verify.Domain;

namespace Verify.Tests.Stores;

public abstract partial class StoreAcceptance
{
    [Fact]
    public async Task Facts_that_take_an_entry_back_are_read_in_the_order_of_their_recording_and_no_others()
    {
        await RecordAsync(Drafts.Of(Drafts.A, Drafts.Listed("E-1")));
        await RecordAsync(Drafts.Of(Drafts.B, new LocalVerificationDecided("E-2", Confirmed: false)));
        await RecordAsync(Drafts.Of(Drafts.B, new LocalVerificationDecided("E-2", Confirmed: true)));
        await RecordAsync(Drafts.Of(Drafts.A, new ObjectionDecided("E-1", ObjectionOutcome.UpheldCorrected, Drafts.Listed("E-1"))));
        await RecordAsync(Drafts.Of(Drafts.A, new ObjectionDecided("E-1", ObjectionOutcome.Rejected, null)));
        await RecordAsync(Drafts.Of(Drafts.A, new ObjectionDecided("E-1", ObjectionOutcome.UpheldRevoked, null)));
        await RecordAsync(Drafts.Of(Drafts.A, new EntryAdvanced("E-3", EntryState.Revoked, "")));
        await RecordAsync(Drafts.Of(Drafts.A, new EntryAdvanced("E-3", EntryState.Removed, "")));

        var read = await Registry.ReadRetractionsAsync(Cancellation);

        Assert.Equal([(2, "E-2"), (4, "E-1"), (6, "E-1"), (7, "E-3")], read.Select(static fact => (fact.Revision, Retraction.EntryOf(fact.Fact)!)));
        Assert.Equal(Drafts.KeyOfB, read[0].Subject);
    }

    [Fact]
    public async Task An_entry_is_found_by_its_id_alone()
    {
        await RecordAsync(Drafts.Of(Drafts.A, Drafts.Listed("E-1")));
        await RecordAsync(Drafts.Of(Drafts.B, new CommitmentMade("E-2", CommitmentType.Proactive, "", "", default)));

        Assert.Equal(Drafts.KeyOfA, await Registry.FindEntryAsync("E-1", Cancellation));
        Assert.Null(await Registry.FindEntryAsync("e-1", Cancellation));
        Assert.Null(await Registry.FindEntryAsync("E-2", Cancellation));
    }
}
