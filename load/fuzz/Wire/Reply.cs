namespace Verify.Load.Fuzz.Wire;

/// <summary>What came back for one case.</summary>
internal sealed class Reply
{
    /// <summary>Headers and trailers together, by lower-case name.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>The body of a reply over HTTP/1.1.</summary>
    public string Body { get; set; } = "";

    /// <summary>Error code of RST_STREAM.</summary>
    public int? Reset { get; set; }

    /// <summary>The connection ended first.</summary>
    public bool IsCutOff { get; set; }

    /// <summary>What the server said of that, by an error code of HTTP/2.</summary>
    public int? GoAway { get; set; }

    /// <summary>We stopped waiting: of a stream that is meant to last.</summary>
    public bool IsLeft { get; set; }

    public string this[string name] => Headers.GetValueOrDefault(name, "");
}
