using Google.Protobuf.Reflection;
using Grpc.Reflection.V1;
using Verify.Transport.Reflection;

namespace Verify.Tests.Transport.Reflection;

public sealed class ReflectionTests(EchoServer server) : IClassFixture<EchoServer>
{
    [Theory]
    [InlineData("v1")]
    [InlineData("v1alpha")]
    public async Task Services_are_listed_under_both_names_of_reflection(string version)
    {
        using var call = await Ask(new ServerReflectionRequest { ListServices = "" }, version);
        var answer = (await call.Next<ServerReflectionResponse>())!;
        Assert.Equal(EchoServer.Services.Select(service => service.FullName), answer.ListServicesResponse.Service.Select(service => service.Name));
    }

    [Theory]
    [InlineData("verify.test.v1.EchoService")]
    [InlineData("verify.test.v1.EchoService.Echo")]
    [InlineData("verify.test.v1.Everything.Inner")]
    [InlineData("verify.test.v1.Everything.Inner.name")]
    [InlineData("verify.test.v1.Everything.choice")]
    [InlineData("verify.test.v1.Act")]
    [InlineData("verify.test.v1.ACT_WAIT")]
    public async Task Every_symbol_leads_to_its_file_first_and_then_to_all_that_it_imports(string symbol)
    {
        using var call = await Ask(new ServerReflectionRequest { FileContainingSymbol = symbol });
        var files = Files((await call.Next<ServerReflectionResponse>())!);
        Assert.Equal("verify/test/v1/echo.proto", files[0].Name);
        Assert.Empty(files.SelectMany(file => file.Dependency).Except(files.Select(file => file.Name)));
    }

    [Fact]
    public async Task A_file_goes_by_its_name()
    {
        using var call = await Ask(new ServerReflectionRequest { FileByFilename = "google/protobuf/timestamp.proto" });
        Assert.Equal("google/protobuf/timestamp.proto", Assert.Single(Files((await call.Next<ServerReflectionResponse>())!)).Name);
    }

    [Fact]
    public async Task What_is_not_here_is_not_found_and_the_stream_goes_on()
    {
        ServerReflectionRequest[] requests =
        [
            new() { Host = "me", FileByFilename = "no.proto" },
            new() { FileContainingSymbol = "no.Symbol" },
            new() { AllExtensionNumbersOfType = "no.Message" },
            new() { FileContainingExtension = new() { ContainingType = "verify.test.v1.Everything", ExtensionNumber = 5 } },
            new(),
            new() { AllExtensionNumbersOfType = "verify.test.v1.Everything" },
        ];
        using var call = await Ask(requests);
        foreach (var code in new[] { 5, 5, 5, 5, 3 }) Assert.Equal(code, (await call.Next<ServerReflectionResponse>())!.ErrorResponse.ErrorCode);
        Assert.Empty((await call.Next<ServerReflectionResponse>())!.AllExtensionNumbersResponse.ExtensionNumber);
        Assert.Null(await call.Next<ServerReflectionResponse>());
        Assert.Equal("0", call.Status);
    }

    [Fact]
    public async Task The_question_comes_back_with_the_answer()
    {
        var request = new ServerReflectionRequest { Host = "me", ListServices = "*" };
        using var call = await Ask(request);
        var answer = (await call.Next<ServerReflectionResponse>())!;
        Assert.Equal((request, "me"), (answer.OriginalRequest, answer.ValidHost));
    }

    [Fact]
    public void Every_file_of_every_served_service_builds_from_what_is_answered()
    {
        var index = new DescriptorIndex(EchoServer.Services);
        foreach (var service in index.Services)
        {
            // Imports first, as a client must build them.
            var built = FileDescriptor.BuildFromByteStrings(index.FindBySymbol(service)!.Reverse());
            Assert.Contains(built.SelectMany(file => file.Services), found => found.FullName == service);
        }
    }

    private Task<GrpcSpeech> Ask(params ServerReflectionRequest[] requests) => GrpcSpeech.Open(server, Path("v1"), requests);

    private Task<GrpcSpeech> Ask(ServerReflectionRequest request, string version) => GrpcSpeech.Open(server, Path(version), request);

    private static string Path(string version) => $"/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo";

    private static List<FileDescriptorProto> Files(ServerReflectionResponse answer) =>
        [.. answer.FileDescriptorResponse.FileDescriptorProto.Select(FileDescriptorProto.Parser.ParseFrom)];
}
