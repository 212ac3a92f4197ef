using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Dns;

/// <summary>
/// Answers datagrams: a few loops on one socket, each with its own buffers, so that no query allocates.
/// </summary>
internal sealed class UdpService(Socket socket, ZoneStore zones, DnsServerOptions options)
{
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromMilliseconds(10);

    internal Task RunAsync(CancellationToken stopping) =>
        Task.WhenAll(Enumerable.Range(0, options.UdpConcurrency).Select(
            _ => Task.Run(() => LoopAsync(stopping), CancellationToken.None)));

    private async Task LoopAsync(CancellationToken stopping)
    {
        var responder = new DnsResponder(zones);
        // A longer datagram arrives cut off, and then is malformed.
        byte[] query = new byte[options.MaxQuerySize];
        byte[] response = new byte[DnsEdns.SafePayloadSize];
        var sender = new SocketAddress(socket.AddressFamily);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                int received = await socket.ReceiveFromAsync(
                    query, SocketFlags.None, sender, stopping).ConfigureAwait(false);
                int length = responder.Respond(query.AsSpan(0, received), response, isDatagram: true);
                if (length > 0) Send(response.AsSpan(0, length), sender);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException error) when (!IsOfOneDatagram(error.SocketErrorCode))
            {
                // The system is short of something. The pause keeps an error that stays from taking the processor.
                await Task.Delay(PauseAfterError, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (SocketException)
            {
                // Over with that datagram. Pausing for it would let whoever sent it slow down the others.
            }
        }
    }

    private void Send(ReadOnlySpan<byte> response, SocketAddress receiver)
    {
        try
        {
            socket.SendTo(response, SocketFlags.None, receiver);
        }
        catch (SocketException)
        {
            // An address that cannot be answered, port 0 for one, or no room to send: the asker will ask again.
        }
    }

    // Windows tells of an earlier response's unreachable receiver, and of a query larger than the buffer.
    private static bool IsOfOneDatagram(SocketError error) =>
        error is SocketError.ConnectionReset or SocketError.MessageSize;
}
