namespace Verify.Service.Tests.House.Rungs;

public sealed class RungTests
{
    private const string Flow = "src/Verify.Service/Flows/Planted.cs";

    [Fact]
    public void A_file_names_lower_rungs_and_its_own_folder_only() =>
        Repository.AssertNone(
            Repository.Under("src/Verify.Decisions/", ".cs").Concat(Repository.Under("src/Verify.Service/", ".cs"))
                .SelectMany(static file => RungChecker.Check(file.Path, file.Text)));

    [Theory]
    [InlineData(Flow, "using Verify.Transport;", "Flows (rung 5) names Transport (rung 6)")]
    [InlineData(Flow, "using static Verify.Adapters.Sqlite.SqliteSession;", "Flows (rung 5) names Adapters (rung 7)")]
    [InlineData(Flow, "using Answer = Verify.V1.CheckResponse;", "Flows names Verify.V1, which is for Transport and Hosting")]
    [InlineData(Flow, "using Grpc.Core;", "Flows names Grpc, which is for Transport and Hosting")]
    [InlineData(Flow, "namespace Verify.Flows; class C { V1.Colour Colour; }", "Flows names Verify.V1, which is for Transport and Hosting")]
    [InlineData(Flow, "namespace Verify.Flows; class C { int N = Hosting.Banner.Height; }", "Flows (rung 5) names Hosting (rung 8)")]
    [InlineData(Flow, "namespace Verify.Flows; class C { global::Verify.Transport.Wire Wire; }", "Flows (rung 5) names Transport (rung 6)")]
    [InlineData(Flow, "namespace Verify.Flows; class C { object O = typeof(Google.Protobuf.IMessage); }", "Flows names Google, which is for Transport and Hosting")]
    [InlineData(Flow, "namespace Verify.Registry;", "the namespace Verify.Registry is not that of the folder Flows")]
    [InlineData(Flow, "global using Verify.Domain;", "a global using hides from every other file what it names")]
    [InlineData("src/Verify.Service/Audit/Planted.cs", "using Verify.Registry;", "Audit (rung 3) names Registry (rung 3)")]
    [InlineData("src/Verify.Service/Transport/Planted.cs", "using Verify.Adapters.Sqlite;", "Transport (rung 6) names Adapters (rung 7)")]
    [InlineData("src/Verify.Service/Registry/Planted.cs", "using Dapper;", "Registry names Dapper, which is for Adapters")]
    [InlineData("src/Verify.Decisions/Domain/Time/Planted.cs", "using Verify.Decisions;", "Domain (rung 1) names Decisions (rung 2)")]
    [InlineData("src/Verify.Service/Helpers/Planted.cs", "", "Helpers is on no rung of the ladder")]
    public void A_planted_violation_is_found(string path, string text, string what) =>
        Assert.Equal([new Violation(path, 1, what)], RungChecker.Check(path, text));

    [Fact]
    public void A_violation_is_told_with_its_line() =>
        Assert.Equal(
            $"{Flow}:3: Flows (rung 5) names Transport (rung 6)",
            Assert.Single(RungChecker.Check(Flow, "using Verify.Domain;\n\nusing Verify.Transport;")).ToString());

    [Theory]
    [InlineData("src/Verify.Service/Program.cs", "using Verify.Adapters.Sqlite; using Verify.V1;")]
    [InlineData("src/Verify.Service/Registry/Import/Planted.cs", "using Verify.Registry; namespace Verify.Registry.Import;")]
    [InlineData(Flow, "namespace Verify.Flows; class C { Store Registry; int N => Registry.Count + this.Hosting.Count + Find().Hosting; }")]
    public void What_the_ladder_allows_is_let_pass(string path, string text) => Assert.Empty(RungChecker.Check(path, text));
}
