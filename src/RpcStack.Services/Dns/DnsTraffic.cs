namespace RpcStack.Services.Dns;

/// <summary>
/// What a client has sent and received, in DNS messages and their octets; IP, UDP and TCP headers not counted.
/// </summary>
/// <param name="DatagramsSent">UDP datagrams sent.</param>
/// <param name="DatagramsReceived">UDP datagrams received, those that were no reply too.</param>
/// <param name="UdpBytesSent">The octets in the datagrams sent.</param>
/// <param name="UdpBytesReceived">The octets in the datagrams received.</param>
/// <param name="TcpConnections">TCP connections made.</param>
/// <param name="TcpBytesSent">Octets sent over TCP, length prefixes included.</param>
/// <param name="TcpBytesReceived">Octets received over TCP, length prefixes included.</param>
public readonly record struct DnsTraffic(
    long DatagramsSent,
    long DatagramsReceived,
    long UdpBytesSent,
    long UdpBytesReceived,
    long TcpConnections,
    long TcpBytesSent,
    long TcpBytesReceived);
