using System.Buffers.Binary;
using System.Globalization;
using RpcStack.Cli.Wire.Contracts;
using RpcStack.Cli.Wire.Dissection;
using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Http2;

/// <summary>HTTP/2 (RFC 9113), and within it gRPC.</summary>
internal sealed partial class Http2Dissector(ContractCatalogue contracts) : Dissector
{
    private const int HeaderSize = 9;
    private const int MaxStreams = 10_000;
    private const byte EndStream = 0x01;
    private const byte Acknowledged = 0x01;
    private const byte EndHeaders = 0x04;
    private const byte Padded = 0x08;
    private const byte HasPriority = 0x20;

    private readonly Dictionary<uint, Http2Stream> _streams = [];
    private readonly HpackDecoder[] _hpack = [new(), new()];
    private readonly List<byte>[] _block = [[], []]; // of headers that go on in the next frame
    private bool _hasPreface;

    /// <summary>What a client begins with.</summary>
    public static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    public override string Protocol => "http2";

    public override long Measure(Side from, ReadOnlySpan<byte> bytes)
    {
        if (from == Side.Client && !_hasPreface) return bytes.Length < 3 || bytes.StartsWith(Preface[..3]) ? Preface.Length : HeaderSize;
        return bytes.Length < 3 ? 0 : HeaderSize + Length(bytes);
    }

    public override string Read(Side from, FieldReader reader)
    {
        if (from == Side.Client && !_hasPreface)
        {
            _hasPreface = true;
            if (!reader.Rest.SequenceEqual(Preface)) throw new DissectionException("this is not how a client of HTTP/2 begins");
            reader.Leaf("preface", "text", Preface.Length, bytes => FieldText.Quote(FieldText.Utf8(bytes)));
            return "connection preface";
        }

        reader.Leaf("length", "u24", 3, bytes => $"{Length(bytes)} octets");
        var type = (Http2FrameType)reader.U8("type", number => $"{Name((Http2FrameType)number)} ({number})");
        byte flags = reader.U8("flags", number => FlagText(type, number));
        uint id = reader.U32("stream", number => $"{number & 0x7FFF_FFFF}") & 0x7FFF_FFFF;
        string title = type switch
        {
            Http2FrameType.Data => ReadData(from, reader, id, flags),
            Http2FrameType.Headers => ReadHeaders(from, reader, id, flags),
            Http2FrameType.Continuation => ReadContinuation(from, reader, id, flags),
            Http2FrameType.Settings => ReadSettings(reader, flags),
            Http2FrameType.WindowUpdate => $"{reader.U32("increment")} octets",
            Http2FrameType.Ping => (flags & Acknowledged) != 0 ? "acknowledged" : "",
            Http2FrameType.RstStream => ReadError(reader),
            Http2FrameType.GoAway => ReadGoAway(reader),
            _ => "",
        };
        if (reader.Left > 0) reader.Octets("payload", reader.Left);
        return $"{Name(type)}{(id == 0 ? "" : $" stream {id}")} {title}".TrimEnd();
    }

    private Http2Stream? Find(uint id)
    {
        if (_streams.TryGetValue(id, out Http2Stream? known)) return known;
        return id == 0 || _streams.Count >= MaxStreams ? null : _streams[id] = new Http2Stream();
    }

    private static int Length(ReadOnlySpan<byte> bytes) => (bytes[0] << 16) | BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]);

    private static string ReadSettings(FieldReader reader, byte flags)
    {
        while (reader.Left >= 6)
        {
            Field setting = reader.Open("setting", "setting");
            string name = "";
            reader.U16("identifier", number => $"{name = SettingName(number)} ({number})");
            uint value = reader.U32("value");
            setting.Value = string.Create(CultureInfo.InvariantCulture, $"{name} = {value}");
            reader.Close();
        }

        return (flags & Acknowledged) != 0 ? "acknowledged" : "";
    }

    private static string ReadGoAway(FieldReader reader)
    {
        uint last = reader.U32("last stream");
        string error = ReadError(reader);
        if (reader.Left > 0) reader.Leaf("debug data", "octets", reader.Left, bytes => FieldText.Quote(FieldText.Utf8(bytes)));
        return $"after stream {last}: {error}";
    }

    private static string ReadError(FieldReader reader)
    {
        uint code = reader.U32("error", ErrorName);
        return ErrorName(code);
    }

    private static string Name(Http2FrameType type) => type switch
    {
        Http2FrameType.RstStream => "RST_STREAM",
        Http2FrameType.PushPromise => "PUSH_PROMISE",
        Http2FrameType.WindowUpdate => "WINDOW_UPDATE",
        _ when Enum.IsDefined(type) => type.ToString().ToUpperInvariant(),
        _ => $"frame of type {(byte)type}",
    };

    private static string FlagText(Http2FrameType type, byte flags)
    {
        List<string> names = [];
        bool isAcknowledgement = type is Http2FrameType.Settings or Http2FrameType.Ping;
        if ((flags & 0x01) != 0) names.Add(isAcknowledgement ? "ACK" : "END_STREAM");
        if ((flags & EndHeaders) != 0) names.Add("END_HEADERS");
        if ((flags & Padded) != 0) names.Add("PADDED");
        if ((flags & HasPriority) != 0) names.Add("PRIORITY");
        return flags == 0 ? "none" : $"0x{flags:x2}: {string.Join(", ", names)}";
    }

    private static string SettingName(ushort number) => number switch
    {
        1 => "HEADER_TABLE_SIZE",
        2 => "ENABLE_PUSH",
        3 => "MAX_CONCURRENT_STREAMS",
        4 => "INITIAL_WINDOW_SIZE",
        5 => "MAX_FRAME_SIZE",
        6 => "MAX_HEADER_LIST_SIZE",
        8 => "ENABLE_CONNECT_PROTOCOL",
        _ => "setting",
    };

    private static string ErrorName(uint code) => code switch
    {
        0 => "NO_ERROR (0)",
        1 => "PROTOCOL_ERROR (1)",
        2 => "INTERNAL_ERROR (2)",
        3 => "FLOW_CONTROL_ERROR (3)",
        5 => "STREAM_CLOSED (5)",
        7 => "REFUSED_STREAM (7)",
        8 => "CANCEL (8)",
        9 => "COMPRESSION_ERROR (9)",
        11 => "ENHANCE_YOUR_CALM (11)",
        _ => $"error {code}",
    };
}
