using Verify.Callers;

namespace Verify.Tests.Stores;

public abstract partial class StoreAcceptance
{
    [Fact]
    public async Task A_caller_is_read_as_it_was_added_and_no_secret_with_it()
    {
        var key = ApiKey.Create();
        var limited = SomeCaller("limited", Credential.OfKey(key)) with
        {
            DepartmentCode = "LICENSING",
            Scopes = ["check", "record.entry_listed"],
            Matters = ["LIC", "BID"],
            Regions = ["5205"],
            Organisations = false,
            Persons = true,
            Share = new Share(50, 4),
        };
        var free = SomeCaller("free", Credential.OfToken("统一平台"));
        Assert.True(await Callers.AddAsync(limited, Cancellation));
        Assert.True(await Callers.AddAsync(free, Cancellation));

        var read = (await Callers.ReadAsync(-1, Cancellation))!.Callers;

        Assert.Equivalent(new[] { free, limited }, read, strict: true);
        Assert.True(read[1].Credential.Proves(key));
        Assert.DoesNotContain(key[^64..], Convert.ToHexStringLower(read[1].Credential.Hash), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callers_are_read_again_only_where_something_has_changed()
    {
        var empty = await Callers.ReadAsync(-1, Cancellation);
        Assert.Null(await Callers.ReadAsync(empty!.Version, Cancellation));

        await Callers.AddAsync(SomeCaller("one", Credential.OfToken("one")), Cancellation);
        var one = await Callers.ReadAsync(empty.Version, Cancellation);
        Assert.Single(one!.Callers);
        Assert.Null(await Callers.ReadAsync(one.Version, Cancellation));

        Assert.True(await Callers.RevokeAsync("one", Clock.Now, Cancellation));
        Assert.Equal(Clock.Now, Assert.Single((await Callers.ReadAsync(one.Version, Cancellation))!.Callers).RevokedAt);
    }

    [Fact]
    public async Task Neither_an_id_nor_a_credential_is_given_twice_not_even_after_a_revocation()
    {
        Assert.True(await Callers.AddAsync(SomeCaller("one", Credential.OfToken("name")), Cancellation));
        Assert.True(await Callers.RevokeAsync("one", Clock.Now, Cancellation));

        Assert.False(await Callers.AddAsync(SomeCaller("one", Credential.OfToken("other")), Cancellation));
        Assert.False(await Callers.AddAsync(SomeCaller("other", Credential.OfToken("name")), Cancellation));
        Assert.True(await Callers.AddAsync(SomeCaller("other", Credential.OfCertificate("name")), Cancellation));
        Assert.True(await Callers.AddAsync(SomeCaller("ONE", Credential.OfToken("NAME")), Cancellation));
    }

    [Fact]
    public async Task A_caller_is_revoked_once()
    {
        await Callers.AddAsync(SomeCaller("one", Credential.OfToken("one")), Cancellation);
        Assert.False(await Callers.RevokeAsync("nobody", Clock.Now, Cancellation));
        Assert.True(await Callers.RevokeAsync("one", Clock.Now, Cancellation));
        Assert.False(await Callers.RevokeAsync("one", Clock.Now.AddDays(1), Cancellation));
        Assert.Equal(Clock.Now, Assert.Single((await Callers.ReadAsync(-1, Cancellation))!.Callers).RevokedAt);
    }

    [Fact]
    public async Task Of_racing_additions_of_one_credential_one_wins()
    {
        var won = await Task.WhenAll(Enumerable.Range(0, Racers).Select(racer => Task.Run(
            async () => await Callers.AddAsync(SomeCaller($"racer-{racer}", Credential.OfToken("same")), Cancellation), Cancellation)));

        Assert.Single(won, true);
        Assert.Single((await Callers.ReadAsync(-1, Cancellation))!.Callers);
    }

    private StoredCaller SomeCaller(string id, Credential credential) =>
        new() { Id = id, Credential = credential, Scopes = ["check"], CreatedAt = Clock.Now };
}
