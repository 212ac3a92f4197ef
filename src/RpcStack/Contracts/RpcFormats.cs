namespace RpcStack;

/// <summary>The wire formats that a contract is meant for.</summary>
[Flags]
public enum RpcFormats
{
    /// <summary>The contract says nothing: it is held to MessagePack's rules, which protobuf's include.</summary>
    Unspecified = 0,

    /// <summary>MessagePack.</summary>
    MessagePack = 1,

    /// <summary>XDR, which neither leaves out nor skips anything.</summary>
    Xdr = 2,

    /// <summary>Protocol buffers, which cannot say everything.</summary>
    Protobuf = 4,
}
