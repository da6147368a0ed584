using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Verify.Flows;
using Verify.Registry;
using Verify.V1;

namespace Verify.Transport;

public sealed partial class RegistryEndpoint
{
    /// <inheritdoc/>
    public override async Task ReadFacts(ReadFactsRequest request, IServerStreamWriter<ReadFactsResponse> responseStream, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        var errors = new FieldErrors();
        if (request.AfterRevision < 0)
            errors.Add("after_revision", "A revision is not negative.");
        var heartbeat = HeartbeatReading.Read(request.HeartbeatInterval, errors);
        if (!errors.IsEmpty)
            throw FailureStatus.ToException(errors.ToFailure());

        try
        {
            if (await reading.FaultOfAsync(request.AfterRevision, cancellation) is { } fault)
                throw FailureStatus.ToException(fault);
            await foreach (var page in reading.ReadAsync(request.AfterRevision, request.Follow ? heartbeat : null, cancellation))
                await responseStream.WriteAsync(await WriteAsync(page, cancellation));
        }
        catch (StoreUnavailableException)
        {
            // The failure becomes UNAVAILABLE and ends the stream; whoever goes on after the last revision misses nothing.
            throw FailureStatus.ToException(FlowFailures.StoreUnavailable);
        }
    }

    private async Task<ReadFactsResponse> WriteAsync(FactPage page, CancellationToken cancellation)
    {
        var response = new ReadFactsResponse { Revision = page.Revision, At = page.At?.ToTimestamp() };
        if (page.Facts.Count == 0)
            return response;
        var writing = await WritingForAsync(page.Facts, cancellation);
        foreach (var fact in page.Facts)
            response.Facts.Add(new SubjectFact { Subject = writing.SubjectOf(fact), Fact = writing.Write(fact) });
        return response;
    }
}
