namespace RpcStack.Transports;

/// <summary>What a connection has moved so far, as the system below the transport counts it.</summary>
/// <param name="BytesSent">Octets of payload that the peer has acknowledged.</param>
/// <param name="BytesReceived">Octets of payload that came.</param>
/// <param name="SegmentsSent">Segments, those without payload too.</param>
/// <param name="SegmentsReceived">Segments, those without payload too.</param>
public readonly record struct TransportStatistics(
    long BytesSent, long BytesReceived, long SegmentsSent, long SegmentsReceived);
