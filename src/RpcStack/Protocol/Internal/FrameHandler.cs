using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Protocol.Internal;

/// <summary>Handles a frame, whose octets are there until it returns.</summary>
internal delegate void FrameHandler(in Frame frame);
