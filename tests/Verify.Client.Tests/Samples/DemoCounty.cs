using Verify.Client.Tests.Running;

namespace Verify.Client.Tests.Samples;

/// <summary>The demonstration county, served by a process, for the samples.</summary>
public sealed class DemoCounty : IAsyncLifetime
{
    private readonly DataFolder _data = new();
    private ServiceProcess? _service;

    public string Address => _service!.Address;

    public string BaseRegistry => Path.Combine(_data.Path, "demo", "base-registry.csv");

    /// <summary>The public keys of its receipts, as an operator gives them out.</summary>
    public string ReceiptKeys => Path.Combine(_data.Path, "keys.pem");

    public async ValueTask InitializeAsync() {
        _service = await ServiceProcess.StartAsync(_data.Path);
        await File.WriteAllTextAsync(ReceiptKeys, await ServiceProcess.RunAsync("receipt-key", "--data", _data.Path));
    }

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
            await _service.DisposeAsync();
        _data.Dispose();
    }
}
