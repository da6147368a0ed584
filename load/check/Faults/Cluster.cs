using System.Net;
using Verify.Client;
using Verify.Load.Check.Scenarios;
using Verify.Load.Check.Servers;

namespace Verify.Load.Check.Faults;

/// <summary>Instances of the service over one store, and Redis where the lane has it, each of which can be hurt and healed.</summary>
internal sealed class Cluster
{
    private const string Grpc = "gRPC (HTTP/2)";
    private const string Http = "Connect, JSON";
    private readonly Bench _bench;
    private readonly string _path;
    private readonly ServerProcess[] _instances;

    public Cluster(Bench bench, string path, string data)
    {
        (_bench, _path, Data) = (bench, path, data);
        _instances = [.. Enumerable.Range(0, bench.Options.Instances).Select(_ => bench.Service(path, data))];
        Addresses = [.. _instances.Select(static instance => instance[Grpc])];
    }

    /// <summary>Folder of the store.</summary>
    public string Data { get; }

    public IReadOnlyList<IPEndPoint> Addresses { get; }

    public IEnumerable<int> Processes => _instances.Select(static instance => instance.Id);

    public bool HasRedis => _bench.HasRedis;

    public Redis Redis => _bench.Redis;

    /// <summary>A client of the first instance.</summary>
    public VerifyClient Connect() => VerifyClient.Connect(new Uri($"http://{Addresses[0]}"));

    public void Kill(int instance) => _instances[instance].Kill();

    public void Pause(int instance) => _instances[instance].Pause();

    public void Resume(int instance) => _instances[instance].Resume();

    /// <summary>Starts an instance again on its ports, beside the load: it takes seconds.</summary>
    public void Restart(int instance)
    {
        var (grpc, http) = (_instances[instance][Grpc].Port, _instances[instance][Http].Port);
        Task.Run(() => _instances[instance] = _bench.Service(_path, Data, grpc, http));
    }
}
