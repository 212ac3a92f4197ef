using RpcStack.Marshalling;

namespace RpcStack.Protocol.Internal;

/// <summary>A writer for one frame, kept per thread. Frames are written here and then appended under the sender's lock.</summary>
internal static class ScratchWriter
{
    private const int KeptCapacity = 64 << 10;

    [ThreadStatic]
    private static ByteWriter? _cached;

    public static ByteWriter Rent()
    {
        // Marshalling runs user code (a getter that makes a call, say), so the thread's writer may be out already.
        ByteWriter writer = _cached ?? new ByteWriter();
        _cached = null;
        return writer;
    }

    public static void Return(ByteWriter writer)
    {
        writer.Truncate(0);
        if (_cached is null && writer.Capacity <= KeptCapacity) _cached = writer;
        else writer.Dispose();
    }
}
