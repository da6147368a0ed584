using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Reflection.V1;

namespace Verify.Tests.Transport.Reflection;

/// <summary>A client of another make learns our service by reflection and calls it.</summary>
public sealed class ReflectionPythonTests(EchoServer server) : IClassFixture<EchoServer>
{
    [Theory]
    [InlineData("v1")]
    [InlineData("v1alpha")]
    public async Task A_python_client_learns_a_method_by_reflection_and_calls_it(string version)
    {
        var python = await Peer.Find(["python3", "/usr/bin/python3"], "-c", "import grpc, google.protobuf");
        Assert.SkipWhen(python is null, "Python with grpcio and protobuf is needed for this test (Debian: python3-grpcio, python3-grpc-tools).");
        var bootstrap = Path.Combine(AppContext.BaseDirectory, $"reflection-{Guid.NewGuid():N}.binpb");
        await File.WriteAllBytesAsync(
            bootstrap, new FileDescriptorSet { File = { ReflectionReflection.Descriptor.ToProto() } }.ToByteArray(), TestContext.Current.CancellationToken);

        var script = Path.Combine(AppContext.BaseDirectory, "Transport", "Reflection", "python", "peer.py");
        var peer = await Peer.Run(AppContext.BaseDirectory, python, script, server.Http2.Authority, bootstrap, version, "verify.test.v1.EchoService/Look", "学会了");
        File.Delete(bootstrap);

        Assert.True(peer.ExitCode == 0, peer.Error);
        var seen = JsonNode.Parse(peer.Output)!;
        Assert.Equal("学会了", (string?)seen["text"]);
        Assert.Equal("verify/test/v1/echo.proto", (string?)seen["files"]![0]);
        Assert.Equal(3, seen["services"]!.AsArray().Count);
    }
}
