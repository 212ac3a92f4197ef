namespace RpcStack.Cli.Wire.Dissection;

/// <summary>Octets are not what they should be; what was read before stands.</summary>
internal sealed class DissectionException(string message) : Exception(message);
