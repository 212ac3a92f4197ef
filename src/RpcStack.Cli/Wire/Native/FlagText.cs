using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Cli.Wire.Native;

/// <summary>What a frame's flags say, by the frame's type.</summary>
internal static class FlagText
{
    public static string Of(FrameType type, byte flags)
    {
        if (flags == 0) return "none";
        List<string> names = [];
        for (int bit = 0; bit < 8; bit++)
            if ((flags >> bit & 1) != 0) names.Add(Name(type, (byte)(1 << bit)));
        return string.Join(", ", names);
    }

    private static string Name(FrameType type, byte flag) => (type, flag) switch
    {
        (FrameType.Request or FrameType.Response or FrameType.Item, 0x01) => "compressed",
        (FrameType.Request, 0x02) => "deadline",
        (FrameType.Fault, 0x02) => "started",
        (FrameType.Item or FrameType.End or FrameType.Credit, 0x02) => "of caller",
        (FrameType.Request, 0x04) => "chain",
        (FrameType.Fault, 0x04) => "needs schema",
        (FrameType.End, 0x04) => "stop",
        (FrameType.Request, 0x08) => "promise",
        (FrameType.Fault, 0x08) => "declared",
        (FrameType.Request or FrameType.Response or FrameType.Fault or FrameType.End, 0x10) => "metadata",
        (FrameType.Request or FrameType.Response or FrameType.Item, 0x20) => "references",
        (FrameType.Fault, 0x20) => "unknown target",
        (FrameType.Request, 0x40) => "items follow",
        _ => $"reserved 0x{flag:x2}",
    };
}
