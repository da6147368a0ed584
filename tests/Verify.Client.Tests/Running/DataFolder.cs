namespace Verify.Client.Tests.Running;

/// <summary>A folder that goes with the test.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("verify-client-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
