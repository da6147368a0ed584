using Verify.Domain;
using Verify.Registry;

namespace Verify.Tests.Stores;

public abstract partial class StoreAcceptance
{
    private static readonly SubjectCode OldNumber = new(CodeType.RegistrationNumber, "520523000012349");

    public static TheoryData<string, Fact> Openings => new()
    {
        { "entry", Drafts.Listed("X-1") },
        { "entry", new EntryProposed("X-1", "B-WAGE", "") },
        { "penalty", new PenaltyRecorded("X-1", [PenaltyType.Fine], 1, default, Severity.General, "", "") },
        { "commitment", new CommitmentMade("X-1", CommitmentType.Proactive, "", "", default) },
    };

    [Theory]
    [MemberData(nameof(Openings), DisableDiscoveryEnumeration = true)]
    public async Task An_identifier_belongs_to_one_subject_in_the_whole_registry(string kind, Fact fact)
    {
        await RecordAsync(Drafts.Of(Drafts.A, fact));

        Assert.Equal(new RecordRefusal.Taken(kind, "X-1"), await RefusalAsync(Drafts.Of(Drafts.B, fact)));
    }

    [Fact]
    public async Task An_identifier_of_one_kind_is_free_for_another_kind()
    {
        foreach (var (_, fact) in Openings.Select(static row => row.Data).Where(static row => row.Item2 is not EntryProposed))
            await RecordAsync(Drafts.Of(Drafts.A, fact));
    }

    [Fact]
    public async Task A_penalty_or_commitment_is_opened_once_and_a_proposed_entry_may_be_listed()
    {
        foreach (var (_, fact) in Openings.Select(static row => row.Data))
            await AppendAsync(Drafts.Of(Drafts.A, fact));

        foreach (var (kind, fact) in Openings.Select(static row => row.Data))
        {
            var outcome = await AppendAsync(Drafts.Of(Drafts.A, fact));
            if (kind == "entry")
                Assert.IsType<AppendOutcome.Recorded>(outcome);
            else
                Assert.Equal(new AppendOutcome.Refused(new RecordRefusal.Taken(kind, "X-1")), outcome);
        }
    }

    [Fact]
    public async Task The_organisation_code_inside_a_registered_USCC_resolves_of_itself()
    {
        var inner = SubjectKey.OfOrganisation(UnifiedSocialCreditCode.OrganisationPart(Drafts.A.Value));
        Assert.Null(await Registry.ResolveAliasAsync(inner, Knowledge.Now, Cancellation));

        await RecordAsync(Drafts.Of(Drafts.A, Drafts.Registered()));

        Assert.Equal(Drafts.KeyOfA, await Registry.ResolveAliasAsync(inner, Knowledge.Now, Cancellation));
    }

    [Fact]
    public async Task An_alias_resolves_from_the_revision_on_at_which_it_was_given()
    {
        await RecordAsync(Drafts.Of(Drafts.B, Drafts.Grade()));
        var before = Clock.Now;
        Clock.Now += TimeSpan.FromMinutes(1);
        var given = await RecordAsync(Drafts.Of(Drafts.A, Drafts.Registered(OldNumber)));
        await RecordAsync(Drafts.Of(Drafts.A, Drafts.Registered(OldNumber)));
        var alias = SubjectKey.OfOrganisation(OldNumber);

        Assert.Equal(Drafts.KeyOfA, await Registry.ResolveAliasAsync(alias, new Knowledge(given.Revision, null), Cancellation));
        Assert.Equal(Drafts.KeyOfA, await Registry.ResolveAliasAsync(alias, new Knowledge(null, given.RecordedAt), Cancellation));
        Assert.Null(await Registry.ResolveAliasAsync(alias, new Knowledge(given.Revision - 1, null), Cancellation));
        Assert.Null(await Registry.ResolveAliasAsync(alias, new Knowledge(null, before), Cancellation));
    }

    [Fact]
    public async Task A_given_alias_resolves_and_may_be_given_again_to_the_same_subject_only()
    {
        await RecordAsync(Drafts.Of(Drafts.A, Drafts.Registered(OldNumber)));
        await RecordAsync(Drafts.Of(Drafts.A, Drafts.Registered(OldNumber)));

        Assert.Equal(Drafts.KeyOfA, await Registry.ResolveAliasAsync(SubjectKey.OfOrganisation(OldNumber), Knowledge.Now, Cancellation));
        Assert.Equal(
            new RecordRefusal.Taken("alias", OldNumber.Value), await RefusalAsync(Drafts.Of(Drafts.B, Drafts.Registered(OldNumber))));
    }

    [Fact]
    public async Task The_code_inside_a_USCC_does_not_take_an_alias_from_its_owner()
    {
        var inner = UnifiedSocialCreditCode.OrganisationPart(Drafts.A.Value);
        await RecordAsync(Drafts.Of(Drafts.B, Drafts.Registered(inner)));

        await RecordAsync(Drafts.Of(Drafts.A, Drafts.Registered()));

        Assert.Equal(Drafts.KeyOfB, await Registry.ResolveAliasAsync(SubjectKey.OfOrganisation(inner), Knowledge.Now, Cancellation));
    }

    [Fact]
    public async Task Identities_are_kept_as_first_given_and_unknown_ones_are_missing()
    {
        var person = TestKeys.Persons[0];
        var key = TestKeys.Subjects.KeyOf(person);
        var first = Drafts.Of(person, Drafts.Listed("E-1"));
        await RecordAsync(first);
        await RecordAsync(Drafts.Of(person, Drafts.Listed("E-2")));
        await RecordAsync(Drafts.Of(Drafts.A, Drafts.Grade()));

        var identities = await Registry.ReadIdentitiesAsync([key, Drafts.KeyOfA, Drafts.KeyOfB, key], Cancellation);

        Assert.Equal(2, identities.Count);
        Assert.Equal(first.Identities[0].Sealed, identities[key].Sealed);
        Assert.Equal(person, TestKeys.Subjects.Open(identities[key]));
        Assert.Equal(Drafts.A, TestKeys.Subjects.Open(identities[Drafts.KeyOfA]));
    }
}
