using System.Net;
using RpcStack.Cli.Wire.Captures;
using RpcStack.Cli.Wire.Flows;
using RpcStack.Cli.Wire.Relays;

namespace RpcStack.Cli.Tests.Wire;

/// <summary>A relay before a server, its record, and a capture of it in a file that is gone after the test.</summary>
internal sealed class RecordedLink : IAsyncDisposable
{
    private readonly CaptureWriter _capture;
    private readonly Relay _relay;

    private RecordedLink(IPEndPoint server, RelayProfile profile)
    {
        _capture = new CaptureWriter(File.Create(CapturePath));
        _relay = Relay.Start(new IPEndPoint(server.Address, 0), server, profile, new FlowTap(Recording, _capture));
    }

    public Recording Recording { get; } = new();

    public string CapturePath { get; } = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pcapng");

    public IPEndPoint EndPoint => _relay.EndPoint;

    public static RecordedLink To(IPEndPoint server, RelayProfile? profile = null) =>
        new(server, profile ?? RelayProfile.Loopback);

    /// <summary>Ends the record; the capture can be read.</summary>
    public async Task StopAsync()
    {
        await _relay.DisposeAsync();
        _capture.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        File.Delete(CapturePath);
    }
}
