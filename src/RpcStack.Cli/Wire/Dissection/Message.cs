using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Dissection;

/// <summary>A message that was taken apart.</summary>
/// <param name="Flow">Where it went.</param>
/// <param name="From">Who sent it.</param>
/// <param name="Time">When the first of its octets did, in nanoseconds since 1970.</param>
/// <param name="Offset">Where it begins among the octets of its side on that flow.</param>
/// <param name="Protocol">What it was read as.</param>
/// <param name="Summary">What it is, on a line.</param>
/// <param name="Bytes">Its octets.</param>
/// <param name="Root">What they mean.</param>
internal sealed record Message(
    Flow Flow, Side From, long Time, long Offset, string Protocol, string Summary, ReadOnlyMemory<byte> Bytes, Field Root);
