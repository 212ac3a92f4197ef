namespace RpcStack.Protocol.Internal.Frames;

/// <summary>What a frame's flags say is there. A flag that a frame type does not define is reserved and must be clear.</summary>
[Flags]
internal enum FrameFlags : byte
{
    None = 0,

    /// <summary>The body is compressed.</summary>
    Compressed = 0x01,

    /// <summary>REQUEST: the time that is left.</summary>
    Deadline = 0x02,

    /// <summary>REQUEST: the chain that the call belongs to.</summary>
    Chain = 0x04,

    /// <summary>REQUEST: the id by which the caller already refers to the result.</summary>
    Promise = 0x08,

    /// <summary>REQUEST, RESPONSE, FAULT: names and values.</summary>
    Metadata = 0x10,

    /// <summary>REQUEST, RESPONSE, ITEM: a table of references before the body.</summary>
    References = 0x20,

    /// <summary>REQUEST: items follow.</summary>
    Items = 0x40,
}
