namespace RpcStack.Cli.Wire.Captures;

/// <summary>A packet as it stands in a capture.</summary>
/// <param name="LinkType">What its first header is (draft-ietf-opsawg-pcaplinktype).</param>
/// <param name="Time">In nanoseconds since 1970.</param>
/// <param name="Bytes">As much of it as was captured; valid until the next one is read.</param>
internal readonly record struct CapturedPacket(int LinkType, long Time, ReadOnlyMemory<byte> Bytes);
