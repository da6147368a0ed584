using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Verify.Callers;
using Verify.Flows;
using Verify.Registry;
using Verify.V1;

namespace Verify.Transport;

public sealed partial class RegistryEndpoint
{
    private const int MaxPageBytes = 1024 * 1024;

    /// <inheritdoc/>
    public override async Task ReadFacts(ReadFactsRequest request, IServerStreamWriter<ReadFactsResponse> responseStream, ServerCallContext context)
    {
        using var call = admission.Admit(context, Scopes.ReadRegistry);
        // The stream is of everybody.
        if (call.Caller.Grants is not { Organisations: true, Persons: true })
            throw FailureStatus.ToException(CallerFailures.NoSubject("facts", isPerson: !call.Caller.Grants.Persons));
        await call.WhileKnownAsync(context, cancellation => ReadFactsAsync(request, responseStream, cancellation));
    }

    private async Task ReadFactsAsync(
        ReadFactsRequest request, IServerStreamWriter<ReadFactsResponse> responseStream, CancellationToken cancellation)
    {
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
            {
                foreach (var response in await WriteAsync(page, cancellation))
                    await responseStream.WriteAsync(response, CancellationToken.None);
            }
        }
        catch (StoreUnavailableException)
        {
            // The failure becomes UNAVAILABLE and ends the stream; whoever goes on after the last revision misses nothing.
            throw FailureStatus.ToException(FlowFailures.StoreUnavailable);
        }
    }

    /// <summary>A page as one reply, or as several where its texts are long.</summary>
    private async Task<List<ReadFactsResponse>> WriteAsync(FactPage page, CancellationToken cancellation)
    {
        var writing = await WritingForAsync(page.Facts, cancellation);
        var responses = new List<ReadFactsResponse> { new() };
        var bytes = 0;
        foreach (var fact in page.Facts)
        {
            var written = new SubjectFact { Subject = writing.SubjectOf(fact), Fact = writing.Write(fact) };
            bytes += written.CalculateSize();
            if (bytes > MaxPageBytes && responses[^1].Facts.Count > 0)
            {
                responses.Add(new ReadFactsResponse());
                bytes = written.CalculateSize();
            }

            responses[^1].Facts.Add(written);
            responses[^1].Revision = fact.Revision;
        }

        responses[^1].Revision = page.Revision;
        responses[^1].At = page.At?.ToTimestamp();
        return responses;
    }
}
