using RpcStack.Cli.Wire.Contracts;
using RpcStack.Cli.Wire.Dissection;
using RpcStack.Cli.Wire.Flows;
using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Cli.Wire.Native;

/// <summary>RpcStack's own protocol (docs/wire-protocol.md).</summary>
internal sealed partial class NativeDissector(ContractCatalogue contracts) : Dissector
{
    private readonly NativeSession _session = new(contracts);

    public override string Protocol => "native";

    /// <summary>Whether a stream begins with a HELLO; null where too little of it has come.</summary>
    public static bool? IsHello(ReadOnlySpan<byte> bytes)
    {
        // length:varint, which for a HELLO has one octet or two, type 1, no flags, "RPCS".
        for (int head = 1; head <= 2; head++)
        {
            ReadOnlySpan<byte> rest = bytes.Length > head ? bytes[head..] : default;
            ReadOnlySpan<byte> start = [(byte)FrameType.Hello, 0, .. Hello.Magic];
            int length = Math.Min(rest.Length, start.Length);
            if (rest[..length].SequenceEqual(start[..length]) && (bytes.Length < head || (bytes[head - 1] & 0x80) == 0))
                return length == start.Length ? true : null;
        }

        return false;
    }

    public override long Measure(Side from, ReadOnlySpan<byte> bytes)
    {
        const int TypeAndFlags = 2;
        try
        {
            int size = Varint.TryRead(bytes, out ulong length);
            if (size == 0) return 0;
            if (length < TypeAndFlags) throw new DissectionException($"a frame of {length} octets has no type and flags");
            return size + (long)Math.Min(length, long.MaxValue / 2);
        }
        catch (ProtocolException bad)
        {
            throw new DissectionException(bad.Message);
        }
    }

    public override string Read(Side from, FieldReader reader)
    {
        reader.Varint("length", length => $"{length}: type, flags and payload");
        var type = (FrameType)reader.U8("type", number => Enum.IsDefined((FrameType)number)
            ? $"{Name((FrameType)number)} ({number})"
            : $"unknown ({number})");
        byte flags = reader.U8("flags", number => FlagText.Of(type, number));
        return type switch
        {
            FrameType.Hello => ReadHello(from, reader),
            FrameType.Request => ReadRequest(from, reader, (FrameFlags)flags),
            FrameType.Response => ReadResponse(from, reader, (FrameFlags)flags),
            FrameType.Fault => ReadFault(from, reader, (FaultFlags)flags),
            FrameType.Cancel => $"CANCEL call {reader.Varint("call")}",
            FrameType.Item => ReadItem(from, reader, flags),
            FrameType.End => ReadEnd(from, reader, flags),
            FrameType.Credit => ReadCredit(from, reader, flags),
            FrameType.Release => ReadRelease(reader),
            FrameType.Renew => "RENEW",
            FrameType.Ping or FrameType.Pong => $"{Name(type)} {reader.U64("octets", number => $"0x{number:x16}"):x16}",
            FrameType.GoAway => ReadGoAway(reader),
            _ => ReadUnknown(reader, type),
        };
    }

    private static string ReadUnknown(FieldReader reader, FrameType type)
    {
        if (reader.Left > 0) reader.Octets("payload", reader.Left);
        return $"frame of unknown type {(byte)type}";
    }

    private static string Name(FrameType type) => type.ToString().ToUpperInvariant();
}
