using System.Security.Cryptography;
using System.Text;
using Verify.Domain;
using Verify.Registry;
using Verify.Tests.Stores;

namespace Verify.Tests.Registry;

/// <summary>Persons stand as keyed hashes, their numbers sealed, and nothing tells them to whoever has no key.</summary>
public sealed class SubjectKeysTests
{
    private static readonly SubjectCode Person = TestKeys.Persons[0];

    [Fact]
    public void A_persons_key_is_the_same_in_every_version_and_process()
    {
        // Computed independently: HKDF-Expand-SHA256(index, "verify person key", 32), HMAC-SHA256("RESIDENT_ID|…"), 18 bytes.
        Assert.Equal("P:ZeryhUT9RhIUZBFEEItarA-I", TestKeys.Subjects.KeyOf(Person).Value);
    }

    [Fact]
    public void Keys_differ_by_number_by_type_and_by_ring()
    {
        var tw = new SubjectCode(CodeType.TwPermit, "12345678");
        SubjectKey[] keys =
        [
            .. TestKeys.Persons.Select(TestKeys.Subjects.KeyOf),
            TestKeys.Subjects.KeyOf(tw with { Type = CodeType.Passport }),
            new SubjectKeys(TestKeys.RingOf(2)).KeyOf(tw),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.All(keys, static key => Assert.Matches("^P:[A-Za-z0-9_-]{24}$", key.Value));
    }

    [Fact]
    public void An_organisation_stands_plain()
    {
        var identity = TestKeys.Subjects.IdentityOf(Drafts.A);

        Assert.Equal("U:" + Drafts.A.Value, identity.Key.Value);
        Assert.Equal(Drafts.A.Value, identity.Code);
        Assert.Null(identity.Sealed);
        Assert.Equal(Drafts.A, TestKeys.Subjects.Open(identity));
    }

    [Fact]
    public void A_sealed_number_opens_to_itself_and_is_sealed_anew_each_time()
    {
        foreach (var person in TestKeys.Persons)
        {
            var identity = TestKeys.Subjects.IdentityOf(person);

            Assert.Null(identity.Code);
            Assert.Equal(person, TestKeys.Subjects.Open(identity));
            Assert.NotEqual(identity.Sealed, TestKeys.Subjects.IdentityOf(person).Sealed);
            Assert.Equal(-1, identity.Sealed.AsSpan().IndexOf(Encoding.ASCII.GetBytes(person.Value)));
            Assert.DoesNotContain(person.Value, identity.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Any_changed_byte_and_any_cut_is_noticed()
    {
        var identity = TestKeys.Subjects.IdentityOf(Person);
        for (var i = 0; i < identity.Sealed!.Length; i++)
        {
            var changed = identity.Sealed.ToArray();
            changed[i] ^= 1;
            AssertRefused(identity with { Sealed = changed });
            AssertRefused(identity with { Sealed = identity.Sealed[..i] });
        }
    }

    [Fact]
    public void A_seal_does_not_open_under_another_subject() =>
        AssertRefused(TestKeys.Subjects.IdentityOf(Person) with { Key = TestKeys.Subjects.KeyOf(TestKeys.Persons[1]) });

    [Fact]
    public void A_rotated_ring_opens_what_older_keys_sealed_and_names_the_key_that_it_lacks()
    {
        var old = TestKeys.OptionsOf(1);
        var rotated = new KeyRingOptions { Index = old.Index, CurrentSeal = "b", Seal = { ["a"] = old.Seal["a"], ["b"] = TestKeys.KeyOf(9) } };
        var purged = new KeyRingOptions { Index = old.Index, CurrentSeal = "b", Seal = { ["b"] = TestKeys.KeyOf(9) } };
        var subjects = new SubjectKeys(new KeyRing(rotated));
        var before = TestKeys.Subjects.IdentityOf(Person);

        Assert.Equal(Person, subjects.Open(before));
        Assert.Equal(before.Key, subjects.KeyOf(Person));
        Assert.Equal(Person, new SubjectKeys(new KeyRing(purged)).Open(subjects.IdentityOf(Person)));
        var refused = Assert.Throws<CryptographicException>(() => new SubjectKeys(new KeyRing(purged)).Open(before));
        Assert.Contains("'a'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_digest_depends_on_every_byte_and_on_the_ring()
    {
        var digest = TestKeys.Subjects.RequestDigest("body"u8);

        Assert.Equal(digest, TestKeys.Subjects.RequestDigest("body"u8));
        Assert.NotEqual(digest, TestKeys.Subjects.RequestDigest("bodz"u8));
        Assert.NotEqual(digest, new SubjectKeys(TestKeys.RingOf(2)).RequestDigest("body"u8));
        Assert.NotEqual(digest, SHA256.HashData("body"u8));
    }

    private static void AssertRefused(SubjectIdentity identity)
    {
        var refused = Assert.ThrowsAny<CryptographicException>(() => TestKeys.Subjects.Open(identity));
        Assert.DoesNotContain(Person.Value, refused.ToString(), StringComparison.Ordinal);
    }
}
