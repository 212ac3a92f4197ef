using System.Buffers;
using System.Buffers.Binary;
using RpcStack.Transports;

namespace RpcStack.OncRpc.Internal.Records;

/// <summary>
/// Cuts a stream into records (RFC 5531 §11). What a record takes grows as it arrives, not by what its marks announce.
/// </summary>
internal sealed class RecordReader(TransportConnection transport, OncRpcLimits limits, TimeProvider time) : IDisposable
{
    private const int InputSize = 8 << 10;
    private const int FirstCapacity = 512;

    private readonly byte[] _input = ArrayPool<byte>.Shared.Rent(InputSize);
    private int _start;
    private int _end;
    private long _begunAt;

    /// <summary>How long the record that is unfinished has been arriving; zero where there is none.</summary>
    public TimeSpan Unfinished => Volatile.Read(ref _begunAt) is var at and not 0 ? time.GetElapsedTime(at) : TimeSpan.Zero;

    private int Pending => _end - _start;

    /// <summary>The next record, or null where the peer has finished.</summary>
    /// <exception cref="RpcException">The connection is lost, or the peer exceeds a limit.</exception>
    public async ValueTask<Record?> ReadAsync()
    {
        byte[] record = [];
        int length = 0, empty = 0;
        bool isLast;
        do
        {
            if (!await FillAsync(isFirst: length == 0 && empty == 0).ConfigureAwait(false)) return null;
            uint mark = BinaryPrimitives.ReadUInt32BigEndian(_input.AsSpan(_start));
            _start += RecordMark.Size;
            isLast = (mark & RecordMark.Last) != 0;
            int size = (int)(mark & ~RecordMark.Last);
            if (size > limits.MaxMessageSize - length) throw TooLong((long)length + size);
            if (size == 0 && !isLast && ++empty > limits.MaxEmptyFragments) throw TooEmpty();
            (record, length) = await AppendAsync(record, length, size).ConfigureAwait(false);
        }
        while (!isLast);
        Volatile.Write(ref _begunAt, 0);
        return new Record(record, length);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_input);

    /// <summary>Has a mark's octets in the input; false where the stream ends before a record.</summary>
    private async ValueTask<bool> FillAsync(bool isFirst)
    {
        while (Pending < RecordMark.Size)
        {
            if (Pending > 0 || !isFirst) Begin();
            if (_start > 0)
            {
                _input.AsSpan(_start, Pending).CopyTo(_input);
                (_start, _end) = (0, Pending);
            }

            int count = await transport.ReceiveAsync(_input.AsMemory(_end), CancellationToken.None).ConfigureAwait(false);
            if (count == 0) return isFirst && Pending == 0 ? false : throw CutOff();
            _end += count;
        }

        Begin();
        return true;
    }

    private async ValueTask<(byte[] Record, int Length)> AppendAsync(byte[] record, int length, int size)
    {
        for (int end = length + size; length < end;)
        {
            record = Grow(record, length, end);
            int room = Math.Min(record.Length, end) - length;
            if (Pending > 0)
            {
                int taken = Math.Min(Pending, room);
                _input.AsSpan(_start, taken).CopyTo(record.AsSpan(length));
                _start += taken;
                length += taken;
                continue;
            }

            int count = await transport.ReceiveAsync(record.AsMemory(length, room), CancellationToken.None).ConfigureAwait(false);
            if (count == 0) throw CutOff();
            length += count;
        }

        return (record, length);
    }

    /// <summary>Room for what has arrived, and once more as much: no more is taken on trust.</summary>
    private byte[] Grow(byte[] record, int length, int end)
    {
        if (length < record.Length) return record;
        int wanted = Math.Min(end, Math.Max(FirstCapacity, Math.Max(length * 2, length + Pending)));
        byte[] larger = ArrayPool<byte>.Shared.Rent(wanted);
        record.AsSpan(0, length).CopyTo(larger);
        if (record.Length > 0) ArrayPool<byte>.Shared.Return(record);
        return larger;
    }

    private void Begin()
    {
        if (_begunAt == 0) Volatile.Write(ref _begunAt, Math.Max(1, time.GetTimestamp()));
    }

    private RpcException CutOff() => new(
        RpcStatus.Unavailable, $"{transport.RemoteName} closed the connection in the middle of a record.", RpcPhase.Dispatch);

    private RpcException TooLong(long length) => new(
        RpcStatus.ResourceExhausted,
        $"{transport.RemoteName}: a record of {length} octets or more; {nameof(OncRpcLimits.MaxMessageSize)} is {limits.MaxMessageSize}.",
        RpcPhase.Dispatch);

    private RpcException TooEmpty() => new(
        RpcStatus.ResourceExhausted,
        $"{transport.RemoteName}: more empty fragments than {nameof(OncRpcLimits.MaxEmptyFragments)}, {limits.MaxEmptyFragments}.",
        RpcPhase.Dispatch);
}
