using System.Buffers.Binary;
using System.Net.Sockets;

namespace RpcStack.Transports.Tcp;

/// <summary>Reads Linux's struct tcp_info (linux/tcp.h): counters of the kernel's own, since 4.2.</summary>
internal static class TcpInfo
{
    private const int Level = 6; // IPPROTO_TCP
    private const int Option = 11; // TCP_INFO
    private const int BytesAcked = 120;
    private const int BytesReceived = 128;
    private const int SegmentsOut = 136;
    private const int SegmentsIn = 140;
    private const int Size = 144;

    public static TransportStatistics? Read(Socket socket)
    {
        if (!OperatingSystem.IsLinux() || !BitConverter.IsLittleEndian) return null;
        Span<byte> info = stackalloc byte[256];
        try
        {
            int size = socket.GetRawSocketOption(Level, Option, info);
            return size < Size
                ? null
                : new TransportStatistics(
                    BinaryPrimitives.ReadInt64LittleEndian(info[BytesAcked..]),
                    BinaryPrimitives.ReadInt64LittleEndian(info[BytesReceived..]),
                    BinaryPrimitives.ReadUInt32LittleEndian(info[SegmentsOut..]),
                    BinaryPrimitives.ReadUInt32LittleEndian(info[SegmentsIn..]));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }
}
