namespace RpcStack.Cli.Wire.Captures;

/// <summary>A file is no capture, or is broken off or spoilt; the message says where.</summary>
internal sealed class CaptureException(string message) : IOException(message);
