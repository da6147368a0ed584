using Grpc.Core;
using Grpc.Reflection.V1;
using Question = Grpc.Reflection.V1.ServerReflectionRequest.MessageRequestOneofCase;

namespace Verify.Transport.Reflection;

/// <summary>grpc.reflection.v1.ServerReflection over a <see cref="DescriptorIndex"/>. There are no extensions: proto3 has none.</summary>
public class ReflectionService(DescriptorIndex index) : ServerReflection.ServerReflectionBase
{
    /// <summary>Answers each question of the stream in turn. One without an answer does not end the stream.</summary>
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            await responseStream.WriteAsync(Answer(requestStream.Current), context.CancellationToken);
        }
    }

    private ServerReflectionResponse Answer(ServerReflectionRequest request)
    {
        var answer = new ServerReflectionResponse { ValidHost = request.Host, OriginalRequest = request };
        switch (request.MessageRequestCase)
        {
            case Question.ListServices:
                answer.ListServicesResponse = new() { Service = { index.Services.Select(name => new ServiceResponse { Name = name }) } };
                break;
            case Question.FileByFilename when index.FindByName(request.FileByFilename) is { } files:
                answer.FileDescriptorResponse = new() { FileDescriptorProto = { files } };
                break;
            case Question.FileContainingSymbol when index.FindBySymbol(request.FileContainingSymbol) is { } files:
                answer.FileDescriptorResponse = new() { FileDescriptorProto = { files } };
                break;
            case Question.AllExtensionNumbersOfType when index.HasMessage(request.AllExtensionNumbersOfType):
                answer.AllExtensionNumbersResponse = new() { BaseTypeName = request.AllExtensionNumbersOfType };
                break;
            case Question.None:
                answer.ErrorResponse = new() { ErrorCode = (int)StatusCode.InvalidArgument, ErrorMessage = "nothing is asked" };
                break;
            default:
                answer.ErrorResponse = new() { ErrorCode = (int)StatusCode.NotFound, ErrorMessage = "not found" };
                break;
        }
        return answer;
    }
}
