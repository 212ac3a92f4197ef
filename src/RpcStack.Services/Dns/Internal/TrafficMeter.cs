namespace RpcStack.Services.Dns;

/// <summary>Counts traffic of queries that overlap.</summary>
internal sealed class TrafficMeter
{
    private long _datagramsSent;
    private long _datagramsReceived;
    private long _udpBytesSent;
    private long _udpBytesReceived;
    private long _tcpConnections;
    private long _tcpBytesSent;
    private long _tcpBytesReceived;

    internal DnsTraffic Snapshot() => new(
        Interlocked.Read(ref _datagramsSent),
        Interlocked.Read(ref _datagramsReceived),
        Interlocked.Read(ref _udpBytesSent),
        Interlocked.Read(ref _udpBytesReceived),
        Interlocked.Read(ref _tcpConnections),
        Interlocked.Read(ref _tcpBytesSent),
        Interlocked.Read(ref _tcpBytesReceived));

    internal void DatagramSent(int bytes)
    {
        Interlocked.Increment(ref _datagramsSent);
        Interlocked.Add(ref _udpBytesSent, bytes);
    }

    internal void DatagramReceived(int bytes)
    {
        Interlocked.Increment(ref _datagramsReceived);
        Interlocked.Add(ref _udpBytesReceived, bytes);
    }

    internal void Connected() => Interlocked.Increment(ref _tcpConnections);

    internal void SentOverTcp(int bytes) => Interlocked.Add(ref _tcpBytesSent, bytes);

    internal void ReceivedOverTcp(int bytes) => Interlocked.Add(ref _tcpBytesReceived, bytes);
}
