using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Tests.Dns;

/// <summary>
/// A server that answers whatever a test wants: to each query any number of datagrams, over TCP octets as they are.
/// </summary>
internal sealed class FakeDnsServer : IAsyncDisposable
{
    private readonly Socket _udp;
    private readonly Socket _tcp;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    internal FakeDnsServer(
        Func<DnsMessage, IEnumerable<byte[]>> overUdp,
        Func<DnsMessage, byte[]>? overTcp = null,
        IPEndPoint? endPoint = null)
    {
        (_udp, _tcp) = SocketPair.Listen(endPoint ?? new IPEndPoint(IPAddress.Loopback, 0));
        EndPoint = (IPEndPoint)_udp.LocalEndPoint!;
        _running = Task.WhenAll(
            Task.Run(() => ServeUdpAsync(overUdp)),
            Task.Run(() => ServeTcpAsync(overTcp ?? (query => Framed(Answer(query))))));
    }

    internal IPEndPoint EndPoint { get; }

    /// <summary>The queries that came over UDP, with the ports they came from.</summary>
    internal List<(DnsMessage Query, int Port)> Seen { get; } = [];

    /// <summary>A proper answer with one address.</summary>
    internal static DnsMessage Response(DnsMessage query, string address = "192.0.2.1") => new()
    {
        Id = query.Id,
        Flags = DnsFlags.Response,
        Questions = query.Questions,
        Answers =
        [
            new ResourceRecord(
                query.Questions[0].Name, DnsClass.Internet, 60, RecordData.Parse(DnsRecordType.A, address)),
        ],
    };

    internal static byte[] Answer(DnsMessage query, string address = "192.0.2.1") => Response(query, address).ToArray();

    internal static byte[] Framed(byte[] message) => [(byte)(message.Length >> 8), (byte)message.Length, .. message];

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _udp.Dispose();
        _tcp.Dispose();
        _stopping.Dispose();
    }

    private async Task ServeUdpAsync(Func<DnsMessage, IEnumerable<byte[]>> respond)
    {
        byte[] buffer = new byte[4096];
        while (true)
        {
            try
            {
                SocketReceiveFromResult received = await _udp.ReceiveFromAsync(
                    buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), _stopping.Token);
                DnsMessage query = DnsMessage.Parse(buffer.AsSpan(0, received.ReceivedBytes));
                lock (Seen) Seen.Add((query, ((IPEndPoint)received.RemoteEndPoint).Port));
                foreach (byte[] datagram in respond(query)) await _udp.SendToAsync(datagram, received.RemoteEndPoint);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ServeTcpAsync(Func<DnsMessage, byte[]> respond)
    {
        byte[] prefix = new byte[2];
        while (true)
        {
            try
            {
                using Socket connection = await _tcp.AcceptAsync(_stopping.Token);
                await using var stream = new NetworkStream(connection);
                await stream.ReadExactlyAsync(prefix, _stopping.Token);
                byte[] query = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
                await stream.ReadExactlyAsync(query, _stopping.Token);
                await stream.WriteAsync(respond(DnsMessage.Parse(query)), _stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
