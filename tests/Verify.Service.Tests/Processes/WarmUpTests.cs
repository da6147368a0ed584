using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Processes;

/// <summary>What a start asks itself is nobody's query.</summary>
public sealed class WarmUpTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_start_that_warms_itself_up_leaves_nothing_in_the_register()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var service = await ServiceProcess.StartAsync(_folder.Path, "--Verify:WarmUpMs=400");

        var found = await service.Audit.SearchChecksAsync(new SearchChecksRequest(), cancellationToken: stop);
        Assert.Empty(found.Checks);
        var verified = await service.Audit.VerifyLogAsync(new VerifyLogRequest(), cancellationToken: stop);
        Assert.Equal(0, verified.Checks);
    }

    [Fact]
    public async Task A_cold_start_answers_as_well()
    {
        await using var service = await ServiceProcess.StartAsync(_folder.Path, "--Verify:WarmUpMs=0");
        await service.Audit.SearchChecksAsync(new SearchChecksRequest(), cancellationToken: TestContext.Current.CancellationToken);
    }

    public void Dispose() => _folder.Dispose();
}
