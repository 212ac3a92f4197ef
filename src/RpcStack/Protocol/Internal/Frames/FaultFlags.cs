namespace RpcStack.Protocol.Internal.Frames;

/// <summary>What a FAULT's flags say.</summary>
[Flags]
internal enum FaultFlags : byte
{
    None = 0,

    /// <summary>The call's handler may have run.</summary>
    Started = 0x02,

    /// <summary>The fingerprint is unknown; resolve again with the schema.</summary>
    NeedsSchema = 0x04,

    /// <summary>A declared fault, by name, with its body.</summary>
    Declared = 0x08,

    /// <summary>The target is none of the receiver's, or was released.</summary>
    UnknownTarget = 0x20,

    /// <summary>Names and values.</summary>
    Metadata = 0x10,
}
