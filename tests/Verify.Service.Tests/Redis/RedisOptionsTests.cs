using Verify.Adapters.Redis;

namespace Verify.Service.Tests.Redis;

public sealed class RedisOptionsTests
{
    private const string NotOne = "not a configuration string of StackExchange.Redis, such as host:6379,password=…,ssl=true.";

    [Theory]
    [InlineData("127.0.0.1:6379")]
    [InlineData("redis-1:6379,redis-2:6379,password=Kiefer-Tanne,ssl=true,abortConnect=true")]
    public void A_configuration_as_the_client_reads_it_has_no_fault(string configuration) =>
        Assert.Empty(new RedisOptions { Configuration = configuration }.Faults());

    [Theory]
    [InlineData("", NotOne)]
    [InlineData("host,pasword=Kiefer-Tanne", NotOne)]
    [InlineData("host,ssl=Kiefer-Tanne", NotOne)]
    [InlineData("host,connectTimeout=Kiefer-Tanne", NotOne)]
    [InlineData("password=Kiefer-Tanne", "name a server, such as host:6379.")]
    public void A_configuration_that_the_client_does_not_read_is_a_fault_that_quotes_nothing_of_it(string configuration, string fault) =>
        Assert.Equal([fault], new RedisOptions { Configuration = configuration }.Faults());

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var options = new RedisOptions
        {
            Configuration = "pasword=x",
            CertificateAuthority = "nowhere.pem",
            TimeoutMs = 0,
            BreakerMs = -1,
            ReconnectMs = -2,
            ValueTtlSeconds = 0,
            OutstandingMax = 1,
        };

        Assert.Equal(7, options.Faults().Count);
        Assert.Throws<InvalidOperationException>(() => { RedisDossiers.Open(options, Guid.NewGuid(), TimeProvider.System); });
    }
}
