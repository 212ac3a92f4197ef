using System.Buffers.Binary;
using System.Net.Sockets;

namespace RpcStack.Benchmarks.Raw;

/// <summary>
/// The baseline's side of a connection: frames of a four-octet length and a payload, received into one large buffer so
/// that a receive brings as many frames as have arrived. Nothing is marshalled, copied or allocated.
/// </summary>
internal sealed class FrameSocket(Socket socket) : IDisposable
{
    public const int HeaderSize = 4;
    private const int BufferSize = 256 << 10;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferSize, pinned: true);
    private int _start;
    private int _end;

    /// <summary>The octets of a frame of <paramref name="size"/>, <paramref name="count"/> times.</summary>
    public static byte[] Frames(int size, int count)
    {
        byte[] frames = new byte[(HeaderSize + size) * count];
        for (int i = 0; i < count; i++)
            BinaryPrimitives.WriteInt32BigEndian(frames.AsSpan((HeaderSize + size) * i), size);
        return frames;
    }

    /// <summary>Receives once and gives the whole frames that are there, headers included; null at the end.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync()
    {
        if (_start == _end) _start = _end = 0;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        int count = await socket.ReceiveAsync(_buffer.AsMemory(_end), SocketFlags.None).ConfigureAwait(false);
        if (count == 0) return null;
        _end += count;
        int whole = 0;
        while (TryMeasure(_buffer.AsSpan(whole, _end - whole), out int frame)) whole += frame;
        _start = whole;
        return _buffer.AsMemory(0, whole);
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> frames)
    {
        while (!frames.IsEmpty)
        {
            int sent = await socket.SendAsync(frames, SocketFlags.None).ConfigureAwait(false);
            frames = frames[sent..];
        }
    }

    /// <summary>Sends frames of one size, either at once or each by itself.</summary>
    public ValueTask SendAsync(ReadOnlyMemory<byte> frames, int frame, bool together) =>
        together || frames.Length <= frame ? SendAsync(frames) : SendEachAsync(frames, frame);

    public void Dispose() => socket.Dispose();

    /// <summary>Whether a whole frame is at the start, and how long it is.</summary>
    public static bool TryMeasure(ReadOnlySpan<byte> bytes, out int frame)
    {
        frame = 0;
        if (bytes.Length < HeaderSize) return false;
        frame = HeaderSize + BinaryPrimitives.ReadInt32BigEndian(bytes);
        return bytes.Length >= frame;
    }

    private async ValueTask SendEachAsync(ReadOnlyMemory<byte> frames, int frame)
    {
        for (; !frames.IsEmpty; frames = frames[frame..]) await SendAsync(frames[..frame]).ConfigureAwait(false);
    }
}
