using Verify.Load.Check.Servers;

namespace Verify.Load.Tests;

public sealed class ServerProcessTests
{
    [Fact]
    public void A_program_that_says_nothing_is_not_waited_for()
    {
        using var silent = ServerProcess.Start(0, "sleep", ["60"], [], isLogged: false);
        var failure = Assert.Throws<InvalidOperationException>(() => silent.Ask("well?", TimeSpan.FromMilliseconds(50)));
        Assert.Equal("sleep 60 says nothing.", failure.Message);
    }

    [Fact]
    public void A_program_that_ends_before_it_listens_is_a_failure()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => ServerProcess.Start(0, "true", [], [], isLogged: false, "port"));
        Assert.Equal("true ended.", failure.Message);
    }
}
