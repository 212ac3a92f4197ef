namespace RpcStack.Benchmarks.Raw;

/// <summary>What a connection of the baseline is for.</summary>
internal enum RawMode : byte
{
    /// <summary>Frames come back, those of one receive in one send.</summary>
    EchoTogether = 1,

    /// <summary>Frames come back, each in a send of its own.</summary>
    EchoEach = 2,

    /// <summary>As together, and the server reads each frame into objects and writes it anew.</summary>
    EchoMarshalled = 4,

    /// <summary>Items are sent as asked for.</summary>
    Download = 3,
}
