using Verify.V1;

namespace Verify.Client.Tests.Running;

/// <summary>Questions about the demonstration county.</summary>
internal static class Questions
{
    public const string Trusted = "91520523MA6HQ0013R";
    public const string Barred = "91520523MA6HQ01018";

    public static CheckRequest About(string code, string matter = "LIC") => new()
    {
        Subject = new Subject { Code = code },
        MatterCode = matter,
        CaseNumber = "CASE-1",
        Stage = Stage.Accept,
        RegionCode = "520523",
    };

    public static CheckRequest Context(string matter = "BID", Stage stage = Stage.Qualify)
    {
        var context = About(Trusted, matter);
        (context.Subject, context.Stage) = (null, stage);
        return context;
    }

    public static Subject Subject(string code) => new() { Code = code };
}
