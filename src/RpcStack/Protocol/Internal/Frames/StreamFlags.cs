namespace RpcStack.Protocol.Internal.Frames;

/// <summary>What the flags of ITEM, END and CREDIT say.</summary>
[Flags]
internal enum StreamFlags : byte
{
    None = 0,

    /// <summary>The call is the sender's own; both sides number calls.</summary>
    OfCaller = 0x02,

    /// <summary>END: the sender wants no more items, rather than having no more.</summary>
    Stop = 0x04,
}
