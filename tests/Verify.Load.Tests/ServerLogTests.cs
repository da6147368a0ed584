using Verify.Load.Check.Servers;

namespace Verify.Load.Tests;

public sealed class ServerLogTests
{
    [Fact]
    public void Warnings_are_kept_whole_and_what_is_worse_is_a_failure()
    {
        var log = new ServerLog();
        log.Read(new StringReader("  a banner\nwarn: One[1]\n      It rains.\n      Much.\nfail: Two[2]\n"), isLastWords: false).Join();
        Assert.Equal([new LogEntry("warn: One[1] It rains. Much."), new LogEntry("fail: Two[2]")], log.Entries);
        Assert.Equal([false, true], log.Entries.Select(static entry => entry.IsFailure));
    }

    [Fact]
    public void Last_words_are_a_failure()
    {
        var log = new ServerLog();
        log.Read(new StringReader("Unhandled exception. It burns.\n"), isLastWords: true).Join();
        Assert.True(Assert.Single(log.Entries).IsFailure);
    }
}
