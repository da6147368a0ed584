using System.Xml.Linq;
using Verify.Service.Tests.Catalogs;

namespace Verify.Service.Tests.Hosting;

/// <summary>Where <c>dotnet run</c> works.</summary>
public sealed class WorkingFolderTests
{
    [Fact]
    public void The_main_job_works_where_it_is_typed_and_not_in_the_folder_of_the_project()
    {
        // The Web SDK would otherwise say the project's folder, and `import mine.csv` would look for the file there.
        var root = Path.GetDirectoryName(RepositoryCatalogs.DefaultFolder)!;
        var project = XDocument.Load(Path.Combine(root, "src", "Verify.Service", "Verify.Service.csproj"));
        Assert.Equal("$(MSBuildStartupDirectory)", project.Descendants("RunWorkingDirectory").Single().Value);
    }
}
