using System.Runtime.InteropServices;

namespace RpcStack.Cli;

/// <summary>
/// Cancels what runs on Ctrl+C, and on SIGTERM, with which service managers stop programs. The second one ends it.
/// </summary>
/// <remarks>
/// System.CommandLine does so too, but listens only once the command has begun to run: a server that is stopped as soon
/// as it says that it is there would not drain.
/// </remarks>
internal sealed class Signals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Signals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
    ];

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        if (_stop.IsCancellationRequested) return;
        signal.Cancel = true;
        _stop.Cancel();
    }
}
