namespace RpcStack.Cli.Wire.Captures;

/// <summary>What differs from one segment of a connection to the next.</summary>
/// <param name="Flags">The control bits.</param>
/// <param name="Sequence">The number of its first octet.</param>
/// <param name="Acknowledged">The number of the octet that is expected next from the other side.</param>
internal readonly record struct TcpHeader(TcpFlags Flags, uint Sequence, uint Acknowledged);
