using System.Net;
using System.Net.Sockets;

namespace RpcStack.Services.Files.Ftp;

/// <summary>
/// How the next data connection comes about: the server listens (PASV, EPSV), or connects (PORT, EPRT), in either case with
/// the host of the control connection and no other (RFC 2577).
/// </summary>
internal sealed class DataSetup(ControlChannel control, FtpServerOptions options)
{
    internal const int FirstUnprivilegedPort = 1024;

    private DataListener? _listener;
    private IPEndPoint? _target;

    /// <summary>After EPSV ALL the other ways are closed (RFC 2428 §4).</summary>
    internal bool IsOnlyExtendedPassive { get; set; }

    /// <summary>Whether PBSZ was given.</summary>
    internal bool IsProtectionSized { get; set; }

    /// <summary>PROT P: data connections are within TLS too.</summary>
    internal bool IsProtected { get; set; }

    internal IPEndPoint Local => control.Local;

    /// <summary>Why the client may not have this address connected to, or null.</summary>
    internal string? WhyNot(IPEndPoint target) =>
        !target.Address.Equals(control.Remote.Address) ? "Data connections go to your own address only"
        : target.Port < FirstUnprivilegedPort ? $"Ports below {FirstUnprivilegedPort} are not connected to"
        : null;

    internal void Connect(IPEndPoint target)
    {
        Forget();
        _target = target;
    }

    /// <summary>Listens, and gives the port.</summary>
    /// <exception cref="SocketException">No port is free.</exception>
    internal int Listen()
    {
        Forget();
        _listener = DataListener.Open(control.Local.Address, options.PassivePorts);
        return _listener.EndPoint.Port;
    }

    /// <summary>Every file has a connection of its own, and so has to be preceded by one of the four commands.</summary>
    internal void Forget()
    {
        _listener?.Dispose();
        (_listener, _target) = (null, null);
    }

    /// <summary>Whether one of the four commands was given.</summary>
    internal bool IsPlanned => _listener is not null || _target is not null;

    /// <summary>Whether the connection is there before it is asked for.</summary>
    internal bool IsOpen => _listener is { HasPending: true } || _target is not null;

    /// <summary>Makes the connection.</summary>
    /// <exception cref="BrokenTransferException">It does not come about.</exception>
    internal async Task<DataConnection> OpenAsync(CancellationToken cancel)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(options.StallTimeout);
        try
        {
            Socket socket = _listener is not null
                ? await _listener.AcceptAsync(control.Remote.Address, timeout.Token).ConfigureAwait(false)
                : await ActiveConnection.OpenAsync(control.Local, _target!, timeout.Token).ConfigureAwait(false);
            return new DataConnection(socket, options.StallTimeout);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new BrokenTransferException($"Nobody connected within {options.StallTimeout.TotalSeconds:0.###} s");
        }
        catch (SocketException failure)
        {
            throw new BrokenTransferException(failure.Message, failure);
        }
        finally
        {
            Forget();
        }
    }
}
