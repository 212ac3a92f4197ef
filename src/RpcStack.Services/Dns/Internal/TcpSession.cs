using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Serving;

namespace RpcStack.Services.Dns;

/// <summary>
/// A connection's queries, each after two octets that say its length (RFC 1035 §4.2.2). Those that have arrived
/// together are answered together, those that take longer overtake nobody's turn, and a length never leaves without
/// its message (RFC 7766 §6.2.1.1, §8).
/// </summary>
internal sealed class TcpSession(Socket socket, DnsResponder responder, ServerPolicy policy, RequestHandler handler)
{
    private const int PrefixSize = sizeof(ushort);

    private const int MaxFrameSize = PrefixSize + DnsMessage.MaxSize;

    // Room for many small responses; the largest needs half of it.
    private const int OutputSize = 128 * 1024;

    private readonly byte[] _input = new byte[PrefixSize + policy.Options.MaxQuerySize];
    private readonly IPAddress _asker = AskerOf(socket);
    private readonly TcpSender _sender = new(socket, policy.Options.TcpIdleTimeout);
    private int _filled;

    internal async Task RunAsync(CancellationToken stopping)
    {
        // A response under way is still sent when the server stops, so only receiving listens to that.
        using var idle = new CancellationTokenSource(policy.Options.TcpIdleTimeout);
        using var receiving = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, stopping);
        try
        {
            socket.NoDelay = true;
            while (await ReceiveAsync(receiving.Token).ConfigureAwait(false))
            {
                int answered = await AnswerAsync(stopping).ConfigureAwait(false);
                if (answered < 0) break;
                // Only whole queries count, so that octets trickling in hold no connection.
                if (answered > 0) idle.CancelAfter(policy.Options.TcpIdleTimeout);
            }

            await _sender.DrainAsync().ConfigureAwait(false);
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            // Idle for too long, stopped, or the peer is gone: the connection is over once nothing is on its way.
            await _sender.DrainAsync().ConfigureAwait(false);
        }
        finally
        {
            socket.Dispose();
        }
    }

    private static IPAddress AskerOf(Socket socket)
    {
        IPAddress address = ((IPEndPoint)socket.RemoteEndPoint!).Address;
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    private async ValueTask<bool> ReceiveAsync(CancellationToken cancel)
    {
        Memory<byte> room = _input.AsMemory(_filled);
        int received = await socket.ReceiveAsync(room, SocketFlags.None, cancel).ConfigureAwait(false);
        _filled += received;
        return received > 0;
    }

    /// <summary>Answers the whole queries that have arrived; their number, or -1 after one that is too long.</summary>
    private async ValueTask<int> AnswerAsync(CancellationToken stopping)
    {
        byte[] output = ArrayPool<byte>.Shared.Rent(OutputSize);
        try
        {
            int answered = 0;
            int start = 0;
            int pending = 0;
            while (TryFrame(start, out int length))
            {
                if (length > policy.Options.MaxQuerySize) return -1;
                if (pending + MaxFrameSize > output.Length)
                {
                    await _sender.SendAsync(output.AsMemory(0, pending)).ConfigureAwait(false);
                    pending = 0;
                }

                int query = start + PrefixSize;
                pending += Respond(query, length, output.AsSpan(pending, MaxFrameSize), stopping);
                start += PrefixSize + length;
                answered++;
            }

            await _sender.SendAsync(output.AsMemory(0, pending)).ConfigureAwait(false);
            _input.AsSpan(start, _filled - start).CopyTo(_input);
            _filled -= start;
            return answered;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(output);
        }
    }

    /// <summary>Whether a whole query is there, or the length of one that never will be.</summary>
    private bool TryFrame(int start, out int length)
    {
        length = 0;
        if (_filled - start < PrefixSize) return false;
        length = BinaryPrimitives.ReadUInt16BigEndian(_input.AsSpan(start));
        return length > policy.Options.MaxQuerySize || _filled - start - PrefixSize >= length;
    }

    private int Respond(int at, int queryLength, Span<byte> frame, CancellationToken stopping)
    {
        ReadOnlySpan<byte> query = _input.AsSpan(at, queryLength);
        int length = responder.Respond(query, frame[PrefixSize..], isDatagram: false, _asker.GetAddressBytes());
        if (length == DnsResponder.Deferred) Defer(query.ToArray(), stopping);
        if (length <= 0) return 0;
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)length);
        return PrefixSize + length;
    }

    private void Defer(byte[] query, CancellationToken stopping)
    {
        if (!policy.TryBegin()) return;
        _sender.Run(() => policy.RunAsync(
            () => handler.HandleAsync(query, _asker, isDatagram: false, SendFrameAsync, stopping)));
    }

    private Task SendFrameAsync(byte[] message)
    {
        byte[] frame = new byte[PrefixSize + message.Length];
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)message.Length);
        message.CopyTo(frame, PrefixSize);
        return _sender.SendAsync(frame);
    }
}
