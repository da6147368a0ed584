using Verify.V1;

namespace Verify.Load.Check.Faults;

/// <summary>Publishes the catalogue in force once more, with one remark changed.</summary>
internal static class Publication
{
    private const string File = "laws.csv";

    public static void Begin(Cluster cluster) => Task.Run(async () =>
    {
        using var client = cluster.Connect();
        var shipped = await System.IO.File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "catalog", File));
        var request = new PublishCatalogRequest { RequestId = Guid.NewGuid().ToString(), OperatorId = "load" };
        request.Files.Add(new CatalogFile { Name = File, Content = $"{shipped}# {request.RequestId}\n" });
        await client.Catalog.PublishCatalogAsync(request);
    });
}
