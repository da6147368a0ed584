using StackExchange.Redis;

namespace Verify.Adapters.Redis;

/// <summary>Names what went wrong in one word, which neither a key nor a password can be part of.</summary>
internal static class RedisTrouble
{
    /// <summary>No answer in time.</summary>
    public const string Timeout = "timeout";

    /// <summary>Too many commands have no answer yet.</summary>
    public const string Outstanding = "outstanding";

    /// <summary>
    /// The code in front of an error that Redis answers (NOAUTH, WRONGPASS, NOPERM, LOADING, READONLY, OOM, BUSY, MASTERDOWN,
    /// CLUSTERDOWN, TRYAGAIN, MOVED and ASK that the client could not follow, NOSCRIPT twice in a row), what became of the
    /// connection, or else the kind of exception.
    /// </summary>
    public static string NameOf(Exception exception) => exception switch
    {
        RedisServerException answer when CodeOf(answer) is { } code => code,
        RedisConnectionException lost => lost.FailureType.ToString(),
        _ => exception.GetType().Name,
    };

    // The text behind the code may quote a key.
    private static string? CodeOf(RedisServerException answer)
    {
        var code = answer.Message.Split(' ', 2)[0];
        return code.Length > 0 && code.All(char.IsAsciiLetterUpper) ? code : null;
    }
}
