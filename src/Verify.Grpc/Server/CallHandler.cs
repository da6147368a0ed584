using Grpc.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.Server;

/// <summary>
/// Serves the calls of one method: (1) refuse what is no gRPC, (2) open the call, (3) read, handle, write, as its shape
/// says, (4) end with a status. A call whose request is there and whose handler need not wait runs through without a task.
/// </summary>
internal abstract class CallHandler(MethodSettings settings)
{
    protected MethodSettings Settings { get; } = settings;

    public Task HandleAsync(HttpContext http)
    {
        if (RequestGate.Refuses(http, Settings.Logger)) return Task.CompletedTask; // (1)

        var call = new ServerCall(http, Settings);
        http.Response.ContentType = HeaderNames.ContentType;
        try
        {
            call.Open(); // (2)
            var serving = ServeAsync(call); // (3)
            return serving.IsCompletedSuccessfully ? call.EndAsync() : EndLaterAsync(call, serving); // (4)
        }
        catch (Exception e)
        {
            return call.EndAsync(e);
        }
    }

    protected abstract Task ServeAsync(ServerCall call);

    private static async Task EndLaterAsync(ServerCall call, Task serving)
    {
        try
        {
            await serving;
            await call.EndAsync();
        }
        catch (Exception e)
        {
            await call.EndAsync(e);
        }
    }
}
