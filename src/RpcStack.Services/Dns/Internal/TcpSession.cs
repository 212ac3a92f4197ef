using System.Buffers;
using System.Buffers.Binary;
using System.Net.Sockets;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns;

/// <summary>
/// A connection's queries, each after two octets that say its length (RFC 1035 §4.2.2). Those that have arrived
/// together are answered together, and a length never leaves without its message (RFC 7766 §8).
/// </summary>
internal sealed class TcpSession(Socket socket, DnsResponder responder, DnsServerOptions options)
{
    private const int PrefixSize = sizeof(ushort);

    private const int MaxFrameSize = PrefixSize + DnsMessage.MaxSize;

    // Room for many small responses; the largest needs half of it.
    private const int OutputSize = 128 * 1024;

    private readonly byte[] _input = new byte[PrefixSize + options.MaxQuerySize];
    private int _filled;

    internal async Task RunAsync(CancellationToken stopping)
    {
        // A response under way is still sent when the server stops, so only receiving listens to that.
        using var idle = new CancellationTokenSource(options.TcpIdleTimeout);
        using var receiving = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, stopping);
        try
        {
            socket.NoDelay = true;
            while (await ReceiveAsync(receiving.Token).ConfigureAwait(false))
            {
                int answered = await AnswerAsync(idle.Token).ConfigureAwait(false);
                if (answered < 0) break;
                // Only whole queries count, so that octets trickling in hold no connection.
                if (answered > 0) idle.CancelAfter(options.TcpIdleTimeout);
            }

            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            // Idle for too long, stopped, or the peer is gone: the connection is over in any case.
        }
        finally
        {
            socket.Dispose();
        }
    }

    private async ValueTask<bool> ReceiveAsync(CancellationToken cancel)
    {
        Memory<byte> room = _input.AsMemory(_filled);
        int received = await socket.ReceiveAsync(room, SocketFlags.None, cancel).ConfigureAwait(false);
        _filled += received;
        return received > 0;
    }

    /// <summary>Answers the whole queries that have arrived; their number, or -1 after one that is too long.</summary>
    private async ValueTask<int> AnswerAsync(CancellationToken cancel)
    {
        byte[] output = ArrayPool<byte>.Shared.Rent(OutputSize);
        try
        {
            int answered = 0;
            int start = 0;
            int pending = 0;
            while (TryFrame(start, out int length))
            {
                if (length > options.MaxQuerySize) return -1;
                if (pending + MaxFrameSize > output.Length)
                {
                    await SendAsync(output.AsMemory(0, pending), cancel).ConfigureAwait(false);
                    pending = 0;
                }

                pending += Respond(_input.AsSpan(start + PrefixSize, length), output.AsSpan(pending, MaxFrameSize));
                start += PrefixSize + length;
                answered++;
            }

            await SendAsync(output.AsMemory(0, pending), cancel).ConfigureAwait(false);
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
        return length > options.MaxQuerySize || _filled - start - PrefixSize >= length;
    }

    private int Respond(ReadOnlySpan<byte> query, Span<byte> frame)
    {
        int length = responder.Respond(query, frame[PrefixSize..], isDatagram: false);
        if (length == 0) return 0;
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)length);
        return PrefixSize + length;
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> octets, CancellationToken cancel)
    {
        while (!octets.IsEmpty)
        {
            int sent = await socket.SendAsync(octets, SocketFlags.None, cancel).ConfigureAwait(false);
            octets = octets[sent..];
        }
    }
}
