using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Verify.Load.Check.Lanes;
using Verify.Load.Check.Pace;
using Verify.Load.Check.Servers;

namespace Verify.Load.Tests;

/// <summary>The reads of the lane R against a Redis of their own.</summary>
public sealed class RedisReadsTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    // The last is longer than the reader's buffer is at first.
    private static readonly int[] Sizes = [0, 1, 300, 4_000, 600_000];

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    public void Every_read_is_answered_and_counted_once(double perSecond)
    {
        using var redis = Start();
        using var reads = Reads(redis);
        var latency = new Histogram();
        reads.Run(new Demand(perSecond, 64, Moment), latency);
        Assert.InRange(latency.Count, perSecond > 0 ? perSecond * Moment.TotalSeconds * 0.5 : 64, long.MaxValue);
        Assert.Equal(DoneBy(redis), latency.Count);
    }

    [Fact]
    public void A_Redis_that_stands_still_ends_the_run_and_is_not_waited_for()
    {
        using var redis = Start();
        using var reads = Reads(redis, Moment);
        redis.Pause();
        var failure = Assert.Throws<TimeoutException>(() => reads.Run(new Demand(0, 64, Moment), new Histogram()));
        Assert.Equal("Redis has not answered a read for 0.1 s.", failure.Message);
    }

    [Fact]
    public void A_Redis_that_ends_ends_the_run()
    {
        using var redis = Start();
        using var reads = Reads(redis);
        redis.Kill();
        Assert.ThrowsAny<IOException>(() => reads.Run(new Demand(0, 64, Moment), new Histogram()));
    }

    [Fact]
    public void A_value_that_is_gone_is_no_read()
    {
        using var redis = Start();
        using var reads = Reads(redis);
        redis.Flush();
        Assert.Throws<InvalidDataException>(() => reads.Run(new Demand(0, 64, Moment), new Histogram()));
    }

    [Fact]
    public void Nothing_to_read_is_said_at_once()
    {
        using var redis = Start();
        Assert.Throws<ArgumentException>(() => new RedisReads(IPEndPoint.Parse(redis.Address), []));
        Assert.Empty(RedisReads.Dossiers(IPEndPoint.Parse(redis.Address)));
    }

    private static RedisReads Reads(Redis redis, TimeSpan? patience = null)
    {
        var address = IPEndPoint.Parse(redis.Address);
        Fill(redis);
        return new RedisReads(address, RedisReads.Dossiers(address)) { Patience = patience ?? TimeSpan.FromMinutes(1) };
    }

    private static Redis Start()
    {
        if (!Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(static folder => File.Exists(Path.Combine(folder, "redis-server"))))
            Assert.Skip("redis-server is not on this machine.");
        return Redis.Start(cpu: 0);
    }

    private static void Fill(Redis redis)
    {
        using var client = new TcpClient("127.0.0.1", redis.Port);
        using var stream = client.GetStream();
        using var answers = new StreamReader(stream);
        foreach (var size in Sizes)
        {
            var key = $"verify:{{a-1}}:dossier:{size}";
            stream.Write(Encoding.ASCII.GetBytes($"*3\r\n$3\r\nSET\r\n${key.Length}\r\n{key}\r\n${size}\r\n{new string('v', size)}\r\n"));
            Assert.Equal("+OK", answers.ReadLine());
        }
    }

    private static long DoneBy(Redis redis)
    {
        const string Gets = "cmdstat_get:calls=";
        using var client = new TcpClient("127.0.0.1", redis.Port);
        using var stream = client.GetStream();
        using var answers = new StreamReader(stream);
        stream.Write("INFO commandstats\r\n"u8);
        string line;
        while (!(line = answers.ReadLine()!).StartsWith(Gets, StringComparison.Ordinal))
        {
        }

        return long.Parse(line[Gets.Length..].Split(',')[0], CultureInfo.InvariantCulture);
    }
}
