using System.Globalization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Verify.Load.Echo;

// serve [<requestBytes> <replyBytes>]   hosts both lanes, prints "<lane> <port>" for each, ends with its standard input
// probe <barePort> <grpcPort>           reads replies off the wire and fails unless every byte is right
switch (args)
{
    case ["serve", .. var sizes] when sizes.Length is 0 or 2:
        if (sizes is [var request, var reply])
            Sizes.Set(int.Parse(request, CultureInfo.InvariantCulture), int.Parse(reply, CultureInfo.InvariantCulture));
        await using (var bare = await Start("bare", BareLane.Map))
        await using (var grpc = await Start("grpc", GrpcLane.Map))
        {
            await Console.In.ReadToEndAsync();
        }
        return 0;
    case ["probe", var barePort, var grpcPort]:
        await Probe.Run(int.Parse(barePort, CultureInfo.InvariantCulture), int.Parse(grpcPort, CultureInfo.InvariantCulture));
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: Verify.Load.Echo serve [<requestBytes> <replyBytes>] | probe <barePort> <grpcPort>");
        return 2;
}

static async Task<WebApplication> Start(string lane, Action<WebApplication> map)
{
    var builder = WebApplication.CreateSlimBuilder();
    builder.Logging.ClearProviders();
    builder.Services.AddGrpc();
    builder.Services.AddSingleton<GrpcLane>();
    builder.WebHost.ConfigureKestrel(kestrel =>
        kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
    var app = builder.Build();
    map(app);
    await app.StartAsync();
    Console.WriteLine($"{lane} {new Uri(app.Urls.Single()).Port}");
    return app;
}
