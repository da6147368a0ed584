using Grpc.Core;
using Verify.Callers;
using Verify.Service.Tests.Outside;
using Verify.Tests.Stores;

namespace Verify.Service.Tests.Identity;

/// <summary>Callers put on record and presented, in the words of the tests.</summary>
internal static class Admissions
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    /// <summary>Takes tokens of an issuer.</summary>
    public static void Trust(this CallerOptions options, Issuer issuer, TemporaryFolder folder)
    {
        var file = folder.File("issuer.json");
        File.WriteAllText(file, issuer.Jwks);
        (options.Jwt.Issuer, options.Jwt.Audience, options.Jwt.Keys) = (Issuer.Name, Issuer.Audience, file);
    }

    /// <summary>Adds a caller, who is then known here.</summary>
    /// <returns>Its API key.</returns>
    public static async Task<string> AddAsync(
        this RunningService service, string id, string scopes, Func<StoredCaller, StoredCaller>? with = null)
    {
        var key = ApiKey.Create();
        var caller = new StoredCaller
        {
            Id = id,
            DepartmentCode = "LICENSING",
            Credential = Credential.OfKey(key),
            Scopes = scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Persons = true,
            CreatedAt = service.Clock.Now,
        };
        Assert.True(await service.Foundation.CallerStore.AddAsync(with?.Invoke(caller) ?? caller, Stop));
        await service.WhenKnownAsync(roster => roster.Callers.ContainsKey(id));
        return key;
    }

    /// <summary>Revokes a caller; it is then known here.</summary>
    public static async Task RevokeAsync(this RunningService service, string id)
    {
        Assert.True(await service.Foundation.CallerStore.RevokeAsync(id, service.Clock.Now, Stop));
        await service.WhenKnownAsync(roster => roster.Callers[id].IsRevoked);
    }

    /// <summary>Lets one interval pass here, in which the store is asked, and waits until that is done.</summary>
    public static async Task WhenKnownAsync(this RunningService service, Func<CallerRoster, bool> isKnown)
    {
        service.Clock.Now += TimeSpan.FromMilliseconds(service.Foundation.Options.Store.RevisionPollMs);
        while (!isKnown(service.Foundation.Callers.Roster))
            await Task.Yield();
    }

    public static Metadata Bearer(string credential) => new() { { "authorization", $"Bearer {credential}" } };

    public static CallOptions As(string credential) => new(Bearer(credential), cancellationToken: Stop);

    /// <summary>The failure of a call, as its ErrorInfo tells it.</summary>
    public static async Task<(StatusCode Code, string Reason, IDictionary<string, string> Metadata)> RefusalOf(Func<Task> call)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(call);
        var info = Errors.StatusOf(exception).GetDetail<Google.Rpc.ErrorInfo>()!;
        return (exception.StatusCode, info.Reason, info.Metadata);
    }
}
