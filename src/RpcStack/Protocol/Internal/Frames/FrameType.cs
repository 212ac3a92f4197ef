namespace RpcStack.Protocol.Internal.Frames;

/// <summary>The frames of docs/wire-protocol.md.</summary>
internal enum FrameType : byte
{
    /// <summary>Never on the wire: what the reader leaves behind the last frame.</summary>
    EndOfInput = 0,

    Hello = 1,
    Request = 2,
    Response = 3,
    Fault = 4,
    Cancel = 5,
    Item = 6,
    End = 7,
    Credit = 8,
    Release = 9,
    Renew = 10,
    Ping = 11,
    Pong = 12,
    GoAway = 13,
}
