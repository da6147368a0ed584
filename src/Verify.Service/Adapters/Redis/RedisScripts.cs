using StackExchange.Redis;

namespace Verify.Adapters.Redis;

/// <summary>
/// The scripts, <c>Lua/*.lua</c>, named by what they do. Each touches one bucket, which lies in one slot of a Cluster, and is atomic.
/// </summary>
/// <remarks>
/// <para>
/// A value says at which revision <c>v</c> it was read, and is true of that one for ever. All that could be wrong is to believe that
/// nothing changed since. A reader believes it up to the marker's revision <c>r</c>, and only if marker and value are of one
/// generation. So what has to hold, always, is this: <b>in a bucket whose marker is <c>g:r</c>, a value of generation <c>g</c> read at
/// <c>v</c> belongs to a subject of which no change lies in <c>(v, r]</c>.</b>
/// </para>
/// <para>
/// <i>fill</i> writes a value under <c>g</c> only if <c>r ≤ v</c>: the span is empty. <i>advance</i> moves <c>r</c> to <c>to</c> under
/// the same <c>g</c> only if <c>from ≤ r</c>, and deletes whoever changed in <c>(from, to]</c>, hence whoever changed in
/// <c>(r, to]</c>. Otherwise, and where there is no marker that can be read, either begins a generation that has no values yet,
/// of which anything holds. A marker never moves back under one generation, and a script that runs late or twice changes nothing of
/// this. Every instance tells all changes itself; which of them comes first does not matter.
/// </para>
/// <para>What may become of Redis meanwhile, and why it is merely cold then:</para>
/// <list type="bullet">
/// <item><i>Flushed, or restarted without its data</i>: no marker vouches for anything; the next fill or advance begins a
/// generation.</item>
/// <item><i>Restarted from an old snapshot, or failed over to a replica that lagged</i>: markers and values are those of one earlier
/// moment, at which the rule held, and it says nothing about later revisions. The next advance finds its marker before
/// <c>from</c>. A replica runs what a script did as one transaction, so it never has half of it, and nor has an append-only
/// file.</item>
/// <item><i>Two masters for a while</i>: each has a history of its own in which the rule holds; generations are random, so that
/// what one began is never taken for the other's.</item>
/// <item><i>Lost keys</i> (eviction, expiry): without a value there is nothing to believe, without the marker nobody who
/// does. Only values have a time to live, so a <c>volatile-*</c> policy spares the markers.</item>
/// <item><i>A slot on the move</i>: keys of one command that lie on two nodes are an error (TRYAGAIN), hence a miss.</item>
/// </list>
/// <para>Revisions are compared as Lua's numbers, exactly up to 2^53; they are stored as they were given.</para>
/// </remarks>
internal static class RedisScripts
{
    private static readonly string Fill = Load("fill");
    private static readonly string Advance = Load("advance");

    /// <summary>Runs <c>fill.lua</c>.</summary>
    /// <param name="database">Where.</param>
    /// <param name="names">The marker and the value.</param>
    /// <param name="value">What is kept.</param>
    /// <param name="revision">The revision at which it was read.</param>
    /// <param name="ttlSeconds">After how many seconds it is forgotten.</param>
    public static Task<ScriptOutcome> FillAsync(
        IDatabase database, RedisKey[] names, ReadOnlyMemory<byte> value, long revision, int ttlSeconds) =>
        RunAsync(database, Fill, names, [revision, value.ToArray(), ttlSeconds, Generation.New()]);

    /// <summary>Runs <c>advance.lua</c>.</summary>
    /// <param name="database">Where.</param>
    /// <param name="names">The marker and the values that go.</param>
    /// <param name="from">Changes up to here are known, or a generation begins.</param>
    /// <param name="to">Where the marker is afterwards.</param>
    public static Task<ScriptOutcome> AdvanceAsync(IDatabase database, RedisKey[] names, long from, long to) =>
        RunAsync(database, Advance, names, [from, to, Generation.New()]);

    private static async Task<ScriptOutcome> RunAsync(IDatabase database, string script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return (ScriptOutcome)(int)await database.ScriptEvaluateAsync(script, keys, values);
        }
        // SCRIPT FLUSH, or another server than the one that has the script. The client has learnt it and sends the text now.
        catch (RedisServerException exception) when (exception.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            return (ScriptOutcome)(int)await database.ScriptEvaluateAsync(script, keys, values);
        }
    }

    private static string Load(string operation)
    {
        var resource = $"{typeof(RedisScripts).Namespace}.Lua.{operation}.lua";
        using var stream = typeof(RedisScripts).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"There is no script {resource}.");
        return new StreamReader(stream).ReadToEnd();
    }
}
