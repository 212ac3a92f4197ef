using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Serving;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Dns;

/// <summary>
/// Answers datagrams: a few loops on one socket, each with its own buffers, so that no query allocates.
/// </summary>
internal sealed class UdpService(Socket socket, ZoneStore zones, ServerPolicy policy, RequestHandler handler)
{
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromMilliseconds(10);

    internal async Task RunAsync(CancellationToken stopping)
    {
        // Closing the socket is what ends a receive that waits.
        using CancellationTokenRegistration closing = stopping.Register(socket.Dispose);
        await Task.WhenAll(Enumerable.Range(0, policy.Options.UdpConcurrency).Select(
            _ => Task.Factory.StartNew(
                () => Loop(stopping), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)))
            .ConfigureAwait(false);
    }

    private void Loop(CancellationToken stopping)
    {
        var responder = new DnsResponder(zones, policy);
        // A longer datagram arrives cut off, and then is malformed.
        byte[] query = new byte[policy.Options.MaxQuerySize];
        byte[] response = new byte[DnsEdns.SafePayloadSize];
        var sender = new SocketAddress(socket.AddressFamily);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                int received = socket.ReceiveFrom(query, SocketFlags.None, sender);
                Respond(responder, query.AsSpan(0, received), response, sender, stopping);
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException error) when (!IsOfOneDatagram(error.SocketErrorCode))
            {
                // The system is short of something. The pause keeps an error that stays from taking the processor.
                stopping.WaitHandle.WaitOne(PauseAfterError);
            }
            catch (SocketException)
            {
                // Over with that datagram. Pausing for it would let whoever sent it slow down the others.
            }
        }
    }

    private void Respond(
        DnsResponder responder,
        ReadOnlySpan<byte> query,
        byte[] response,
        SocketAddress sender,
        CancellationToken stopping)
    {
        int length = responder.Respond(query, response, isDatagram: true, DatagramSender.AddressOf(sender));
        if (length > 0) Send(response.AsSpan(0, length), sender);
        if (length == DnsResponder.Deferred) Defer(query.ToArray(), DatagramSender.Copy(sender), stopping);
    }

    private void Defer(byte[] query, SocketAddress sender, CancellationToken stopping)
    {
        if (!policy.TryBegin()) return;
        Func<byte[], Task> send = response =>
        {
            Send(response, sender);
            return Task.CompletedTask;
        };
        var asker = new IPAddress(DatagramSender.AddressOf(sender));
        _ = Task.Run(() => policy.RunAsync(() => handler.HandleAsync(query, asker, true, send, stopping)), stopping);
    }

    private void Send(ReadOnlySpan<byte> response, SocketAddress receiver)
    {
        try
        {
            socket.SendTo(response, SocketFlags.None, receiver);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // An address that cannot be answered, port 0 for one, no room to send, or the server has stopped: the asker
            // will ask again.
        }
    }

    // Windows tells of an earlier response's unreachable receiver, and of a query larger than the buffer.
    private static bool IsOfOneDatagram(SocketError error) =>
        error is SocketError.ConnectionReset or SocketError.MessageSize;
}
