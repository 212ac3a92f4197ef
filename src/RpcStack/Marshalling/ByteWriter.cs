using System.Buffers;
using System.Runtime.CompilerServices;

namespace RpcStack.Marshalling;

/// <summary>Bytes being written, in one growing array from the pool. Not thread-safe; dispose it to give the array back.</summary>
public sealed class ByteWriter : IBufferWriter<byte>, IDisposable
{
    private const int MinCapacity = 256;

    private byte[] _buffer;
    private int _length;

    /// <summary>Makes an empty one.</summary>
    public ByteWriter(int capacity = MinCapacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>How many bytes are written.</summary>
    public int Length => _length;

    /// <summary>What is written; may be changed in place. Valid until the next write.</summary>
    public Span<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>As <see cref="Written"/>.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, _length);

    internal ArraySegment<byte> WrittenSegment => new(_buffer, 0, _length);

    internal int Capacity => _buffer.Length;

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _buffer.Length - _length);
        _length += count;
    }

    /// <summary>Room for at least <paramref name="sizeHint"/> bytes, to be counted by <see cref="Advance"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> GetSpan(int sizeHint = 1)
    {
        if (_buffer.Length - _length < sizeHint) Grow(sizeHint);
        return _buffer.AsSpan(_length);
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 1)
    {
        if (_buffer.Length - _length < sizeHint) Grow(sizeHint);
        return _buffer.AsMemory(_length);
    }

    /// <summary>Appends <paramref name="count"/> bytes, to be filled in by the caller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Span<byte> Append(int count)
    {
        if (_buffer.Length - _length < count) Grow(count);
        Span<byte> appended = _buffer.AsSpan(_length, count);
        _length += count;
        return appended;
    }

    /// <summary>Appends <paramref name="bytes"/>.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        _length += bytes.Length;
    }

    /// <summary>Appends one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(byte value)
    {
        // Written so that the JIT sees one bounds check, not three: this is the hottest line of every encoder.
        byte[] buffer = _buffer;
        int length = _length;
        if ((uint)length < (uint)buffer.Length)
        {
            buffer[length] = value;
            _length = length + 1;
        }
        else
        {
            WriteSlowly(value);
        }
    }

    /// <summary>Makes room for <paramref name="count"/> bytes before <paramref name="position"/>, moving what follows.</summary>
    public Span<byte> InsertAt(int position, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)position, (uint)_length, nameof(position));
        GetSpan(count);
        _buffer.AsSpan(position, _length - position).CopyTo(_buffer.AsSpan(position + count));
        _length += count;
        return _buffer.AsSpan(position, count);
    }

    /// <summary>Forgets everything after <paramref name="length"/> bytes.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)_length, nameof(length));
        _length = length;
    }

    /// <summary>Gives away what is written, in an array of the pool's that is the caller's to return, and is empty.</summary>
    internal ArraySegment<byte> Detach()
    {
        ArraySegment<byte> written = WrittenSegment;
        _buffer = [];
        _length = 0;
        return written;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        _length = 0;
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
    }

    private void WriteSlowly(byte value)
    {
        Grow(1);
        _buffer[_length++] = value;
    }

    private void Grow(int sizeHint)
    {
        int wanted = Math.Max(
            checked(_length + sizeHint), (int)Math.Clamp(_buffer.Length * 2L, MinCapacity, Array.MaxLength));
        byte[] larger = ArrayPool<byte>.Shared.Rent(wanted);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
