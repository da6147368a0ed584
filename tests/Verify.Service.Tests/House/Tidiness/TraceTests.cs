namespace Verify.Service.Tests.House.Tidiness;

public sealed class TraceTests
{
    [Fact]
    public void No_file_names_a_machine_a_private_server_or_a_person() =>
        Repository.AssertNone(Repository.Files.SelectMany(static file => TraceRules.Check(file.Path, file.Text)));

    [Fact]
    public void No_file_names_the_folder_in_which_it_lies()
    {
        string[] places = [Repository.Root, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)];
        var named = places.Where(static place => place.Count(static letter => letter is '/' or '\\') > 1)
            .SelectMany(place => Repository.Files.Where(file => file.Text.Contains(place, StringComparison.Ordinal)).Select(file => file.Path));
        Repository.AssertNone(named);
    }

    [Fact]
    public void A_planted_trace_is_found()
    {
        // Put together here, so that this file has no trace itself.
        Assert.Single(TraceRules.Check("A.cs", "// see /ho" + "me/li/verify"));
        Assert.Single(TraceRules.Check("A.cs", "https:" + "//packages.intranet/v3/index.json"));
        Assert.Single(TraceRules.Check("A.cs", "110105" + "194912310021"));
        Assert.Single(TraceRules.Check("A.cs", "1101051949" + "1231002X"));
        Assert.Empty(TraceRules.Check("A.cs", "520599198001010014 https://127.0.0.1:5081/ 520523000000015 911101" + "080000000000"));
        Assert.Empty(TraceRules.Check("tests/Verify.Decisions.Tests/Codes/A.cs", "1101051949" + "1231002X"));
    }
}
