using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Grpc.Core;
using Grpc.Net.Client;
using Verify.Callers;
using Verify.Service.Tests.House;
using Verify.Service.Tests.Outside;
using Verify.Tests.Stores;
using Verify.Tests.Stores.SqlServer;

namespace Verify.Service.Tests.Identity;

/// <summary>Every RPC x every scope x every way of being known or not, from the descriptors: a new RPC fails until it has its row.</summary>
public sealed class RpcTableTests
{
    private static readonly Scopes[] EachScope = [.. Enum.GetValues<Scopes>().Where(static scope => scope is not (Scopes.None or Scopes.All))];

    [Fact]
    public void Every_RPC_of_the_contract_has_a_row_and_no_other() =>
        Assert.Equal(RpcTable.Methods.Select(RpcTable.NameOf).Order(), RpcTable.Rows.Keys.Order());

    [Fact]
    public Task Over_gRPC_every_RPC_lets_in_whoever_has_its_scope_and_nobody_else() => WalkAsync(sqlServer: null);

    [Fact]
    public async Task On_SQL_Server_it_is_the_same()
    {
        await using var database = new SqlServerTestDatabase();
        await WalkAsync(database.ConnectionString);
    }

    [Fact]
    public async Task Over_Connect_it_is_the_same()
    {
        await using var setting = await Setting.CreateAsync();
        var faults = new List<string>();
        foreach (var method in RpcTable.Methods.Where(static method => !method.IsClientStreaming && !method.IsServerStreaming))
        {
            foreach (var (state, expected, headers) in setting.StatesOf(RpcTable.Rows[RpcTable.NameOf(method)]))
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, $"{method.Service.FullName}/{method.Name}");
                request.Content = new StringContent("{}", Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
                foreach (var header in headers)
                    request.Headers.Add(header.Key, header.Value);
                using var response = await setting.Service.Http.SendAsync(request, TestContext.Current.CancellationToken);
                if (Of(response.StatusCode) != expected)
                    faults.Add($"{RpcTable.NameOf(method)}, {state}: {response.StatusCode}");
            }
        }

        Repository.AssertNone(faults);
    }

    private static async Task WalkAsync(string? sqlServer)
    {
        await using var setting = await Setting.CreateAsync(sqlServer);
        using var channel = GrpcChannel.ForAddress(setting.Service.GrpcAddress);
        var faults = new List<string>();
        foreach (var method in RpcTable.Methods)
        {
            foreach (var (state, expected, headers) in setting.StatesOf(RpcTable.Rows[RpcTable.NameOf(method)]))
            {
                var status = await RpcTable.CallAsync(channel.CreateCallInvoker(), method, headers);
                if (Of(status.StatusCode) != expected)
                    faults.Add($"{RpcTable.NameOf(method)}, {state}: {status.StatusCode} {status.Detail}");
            }
        }

        Repository.AssertNone(faults);
    }

    // What is said of the empty request itself, good or bad, is said only to those who were let in.
    private static StatusCode Of(StatusCode code) =>
        code is StatusCode.Unauthenticated or StatusCode.PermissionDenied ? code
        : code is StatusCode.OK or StatusCode.InvalidArgument or StatusCode.NotFound ? StatusCode.OK
        : StatusCode.Unknown;

    private static StatusCode Of(HttpStatusCode code) => code switch
    {
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.NotFound => StatusCode.OK,
        _ => StatusCode.Unknown,
    };

    /// <summary>A service with a caller for each scope, by key and by token, and one who was revoked.</summary>
    private sealed class Setting(RunningService service, TemporaryFolder folder, Issuer issuer) : IAsyncDisposable
    {
        private readonly Dictionary<Scopes, string> _keys = [];
        private string _revoked = "";

        public RunningService Service => service;

        public static async Task<Setting> CreateAsync(string? sqlServer = null)
        {
            var (folder, issuer) = (new TemporaryFolder(), new Issuer());
            var service = await RunningService.StartAsync(sqlServer: sqlServer, configure: options => options.Callers.Trust(issuer, folder));
            var setting = new Setting(service, folder, issuer);
            foreach (var scope in EachScope)
            {
                setting._keys[scope] = await service.AddAsync($"key-{(int)scope}", ScopeNames.Of(scope));
                await service.AddAsync($"token-{(int)scope}", ScopeNames.Of(scope), caller => caller with { Credential = Credential.OfToken($"{scope}") });
            }

            setting._revoked = await service.AddAsync("revoked", string.Join(' ', ScopeNames.All));
            await service.RevokeAsync("revoked");
            return setting;
        }

        public IEnumerable<(string State, StatusCode Expected, Metadata Headers)> StatesOf(Scopes needed)
        {
            var now = service.Clock.Now;
            var first = EachScope.First(scope => (needed & scope) != 0);
            yield return ("none", StatusCode.Unauthenticated, []);
            yield return ("a department of the development caller", StatusCode.Unauthenticated, new() { { "verify-department", "LICENSING" } });
            yield return ("unknown key", StatusCode.Unauthenticated, Admissions.Bearer(ApiKey.Create()));
            yield return ("a known id with another secret", StatusCode.Unauthenticated, Admissions.Bearer(_keys[first][..16] + ApiKey.Create()[16..]));
            yield return ("no credential at all", StatusCode.Unauthenticated, new() { { "authorization", "Basic dXNlcjpwYXNz" } });
            yield return ("revoked", StatusCode.Unauthenticated, Admissions.Bearer(_revoked));
            yield return ("expired token", StatusCode.Unauthenticated, Admissions.Bearer(issuer.Issue($"{first}", now, minutes: -5)));
            yield return ("wrong audience", StatusCode.Unauthenticated, Admissions.Bearer(issuer.Issue($"{first}", now, audience: "other")));
            yield return ("wrong issuer", StatusCode.Unauthenticated, Admissions.Bearer(issuer.Issue($"{first}", now, issuer: "another platform")));
            yield return ("token of nobody", StatusCode.Unauthenticated, Admissions.Bearer(issuer.Issue("nobody", now)));
            using (var stranger = new Issuer())
                yield return ("signed by another", StatusCode.Unauthenticated, Admissions.Bearer(stranger.Issue($"{first}", now)));
            foreach (var scope in EachScope)
            {
                var expected = (needed & scope) != 0 ? StatusCode.OK : StatusCode.PermissionDenied;
                yield return ($"key with {scope}", expected, Admissions.Bearer(_keys[scope]));
                yield return ($"key with {scope}, in its own header", expected, new() { { "verify-api-key", _keys[scope] } });
                yield return ($"token with {scope}", expected, Admissions.Bearer(issuer.Issue($"{scope}", now)));
            }
        }

        public async ValueTask DisposeAsync()
        {
            await service.DisposeAsync();
            folder.Dispose();
            issuer.Dispose();
        }
    }
}
