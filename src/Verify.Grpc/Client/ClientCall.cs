using System.Buffers;
using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Wire;

namespace Grpc.Client;

/// <summary>
/// One call made: (1) credentials write their metadata, (2) attempts go out until one is answered with headers, which
/// commits the call to it, or its failure stands, (3) replies are read, (4) the call ends, once: by the trailers, by a
/// failure, by its deadline or by its caller. How it ends: ClientCallEnding.cs.
/// </summary>
internal sealed partial class ClientCall<TRequest, TResponse>
    where TRequest : class
    where TResponse : class
{
    private readonly GrpcChannel _channel;
    private readonly Method<TRequest, TResponse> _method;
    private readonly MethodPlan _plan;
    private readonly string? _host;
    private readonly CallOptions _options;
    private readonly string? _encoding;
    private readonly RetryState? _retry;
    private readonly RequestLog _requests;
    private readonly TaskCompletionSource<Metadata> _headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<PipeReader> _replies;
    private HttpResponseMessage? _response;
    private Metadata _metadata;

    public ClientCall(GrpcChannel channel, Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest? onlyRequest)
    {
        _channel = channel;
        _method = method;
        _plan = channel.PlanOf(method);
        _host = host;
        _options = options;
        _metadata = options.Headers ?? Metadata.Empty;
        _encoding = _metadata.GetValue(HeaderNames.EncodingRequest);
        _retry = _plan.Retry is null ? null : new RetryState(_plan.Retry, channel.Options.MaxRetryAttempts, channel.Throttle);
        _requests = new RequestLog(channel.Options.MaxRetryBufferPerCallSize ?? long.MaxValue);
        _deadline = EarliestDeadline(options);

        WatchForEnd();
        if (onlyRequest is not null)
        {
            var writing = WriteAsync(onlyRequest, options.WriteOptions);
            if (writing.Exception is { } unwritable) EndWith(unwritable.InnerException!);
            _requests.Complete();
        }
        _replies = StartAsync();
        _ = _replies.ContinueWith(static t => t.Exception, TaskScheduler.Default); // observed: nobody need read the replies
    }

    /// <summary>The response headers; fails with the call where none come.</summary>
    public Task<Metadata> Headers => _headers.Task;

    /// <summary>Hands a request message to the transport.</summary>
    public Task WriteAsync(TRequest message, WriteOptions? options)
    {
        bool plain = (options?.Flags & WriteFlags.NoCompress) == WriteFlags.NoCompress;
        var frame = new ArrayBufferWriter<byte>();
        try
        {
            MessageWriting.Write(
                frame, message, _method.RequestMarshaller, plain ? null : _encoding, maxSize: _channel.Options.MaxSendMessageSize);
            return _requests.AppendAsync(frame.WrittenMemory);
        }
        catch (Exception e)
        {
            return Task.FromException(e);
        }
    }

    /// <summary>Says that no request follows.</summary>
    public void CompleteRequests() => _requests.Complete();

    /// <summary>Waits for the one reply and the end of the call.</summary>
    public async Task<TResponse> ReadOnlyReplyAsync()
    {
        try
        {
            var replies = await _replies;
            var (found, reply) = await ReadAsync(replies, _cancellation.Token);
            bool atEnd = !found || await MessagePipe.IsAtEndAsync(replies, _cancellation.Token);
            EndWithTrailers(!found ? WireStatus.NoReply : !atEnd ? WireStatus.SecondReply : null);
            return reply!;
        }
        catch (Exception e)
        {
            throw EndWith(e);
        }
    }

    /// <summary>Waits for the next reply; false at the end of the call.</summary>
    public async Task<(bool Found, TResponse? Reply)> ReadNextReplyAsync(CancellationToken cancellation)
    {
        await using var registration = CancelWith(cancellation); // half a message leaves nothing to go on with
        try
        {
            var next = await ReadAsync(await _replies, _cancellation.Token);
            if (!next.Found) EndWithTrailers(null);
            return next;
        }
        catch (Exception e)
        {
            throw EndWith(e);
        }
    }

    private ValueTask<(bool Found, TResponse? Reply)> ReadAsync(PipeReader replies, CancellationToken cancellation)
    {
        string? encoding = ResponseHead.EncodingOf(_response!);
        return MessagePipe.ReadNextAsync(
            replies, _method.ResponseMarshaller, encoding, _channel.Options.MaxReceiveMessageSize, cancellation);
    }

    private async Task<PipeReader> StartAsync()
    {
        try
        {
            await AddCredentialsAsync(); // (1)
            for (int previous = 0; ; previous++) // (2)
            {
                var (status, trailers) = await AttemptAsync(previous);
                if (_response is not null) return await RepliesAsync(_response);

                var delay = _requests.IsWhole && !IsEnded
                    ? _retry?.DelayAfter(status, trailers.GetValue(HeaderNames.RetryPushback), previous + 1)
                    : null;
                if (delay is null) throw End(new CallEnd(status, trailers)).ToException();
                GrpcClientLog.Retrying(_channel.Logger, _method.FullName, status.StatusCode, previous + 1, delay.Value);
                await Task.Delay(delay.Value, _channel.Clock, _cancellation.Token);
            }
        }
        catch (Exception e)
        {
            var failure = EndWith(e);
            _headers.TrySetException(failure);
            _ = _headers.Task.Exception; // observed: nobody need await the headers
            throw failure;
        }
    }

    /// <summary>Sends the request once. Either <see cref="_response"/> is set and its body follows, or the status says why not.</summary>
    private async Task<(Status Status, Metadata Trailers)> AttemptAsync(int previous)
    {
        var timeout = _deadline is { } deadline ? deadline - _channel.Clock.GetUtcNow().UtcDateTime : (TimeSpan?)null;
        using var request = RequestHead.Create(
            _plan.Uri, _host, _metadata, timeout, _encoding, previous, new RequestContent(_requests));
        HttpResponseMessage response;
        try
        {
            response = await _channel.SendAsync(request, _cancellation.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException || !_cancellation.IsCancellationRequested)
        {
            return (TransportStatus.Of(e, "Error starting gRPC call."), Metadata.Empty);
        }

        if (ResponseHead.Failure(response) is not { } failure)
        {
            _requests.Commit();
            _response = response;
            if (IsEnded) response.Dispose(); // whoever ended the call meanwhile did not see it
            _headers.TrySetResult(ResponseHead.MetadataIn(response.Headers));
            return default;
        }
        var trailers = ResponseHead.MetadataIn(response.Headers);
        response.Dispose();
        return (failure, trailers);
    }

    private static async Task<PipeReader> RepliesAsync(HttpResponseMessage response) =>
        PipeReader.Create(await response.Content.ReadAsStreamAsync(), new StreamPipeReaderOptions(bufferSize: 16 * 1024));

    private async Task AddCredentialsAsync()
    {
        var credentials = ChannelSecurity.CredentialsOf(_channel, _options.Credentials).ToArray();
        if (credentials.Length == 0) return;

        var metadata = new Metadata();
        foreach (var entry in _metadata) metadata.Add(entry);
        string serviceUrl = $"{_channel.Address.Scheme}://{_channel.Address.Authority}/{_method.ServiceName}";
        var context = new AuthInterceptorContext(serviceUrl, _method.Name, _cancellation.Token);
        await CallCredentialsReader.ApplyAsync(credentials, context, metadata);
        _metadata = metadata;
    }
}
