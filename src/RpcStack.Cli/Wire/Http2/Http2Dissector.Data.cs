using System.Buffers.Binary;
using System.IO.Compression;
using RpcStack.Cli.Wire.Bodies;
using RpcStack.Cli.Wire.Contracts;
using RpcStack.Cli.Wire.Dissection;
using RpcStack.Cli.Wire.Flows;
using RpcStack.Marshalling;

namespace RpcStack.Cli.Wire.Http2;

// gRPC's messages (doc/PROTOCOL-HTTP2.md: Length-Prefixed-Message) lie in DATA frames as their writer flushed them: several in one,
// or one in several.
internal sealed partial class Http2Dissector
{
    private const int PrefixSize = 5;
    private const int MaxInflated = 4 << 20;

    private string ReadData(Side from, FieldReader reader, uint id, byte flags)
    {
        int padding = (flags & Padded) != 0 ? reader.U8("padding's length") : 0;
        int length = reader.Left - padding;
        if (length < 0) throw new DissectionException($"{padding} octets of padding in {reader.Left}");
        Http2Stream? stream = Find(id);
        if (stream is not { IsGrpc: true })
        {
            if (length > 0) reader.Octets("data", length);
            return $"{length} octets";
        }

        if (length > 0)
        {
            reader.Open("data", "gRPC", length: length);
            ReadMessages(from, reader, stream);
            reader.Close();
        }

        string what = from == Side.Client ? "request" : "response";
        return $"{FieldText.Plain(stream.Operation?.ToString() ?? stream.Path)} {what}, {length} octets";
    }

    private static void ReadMessages(Side from, FieldReader reader, Http2Stream stream)
    {
        List<byte> pending = stream.Pending[(int)from];
        while (reader.Left > 0)
        {
            int needed = Missing(pending, reader.Rest);
            int here = Math.Min(needed, reader.Left);
            if (pending.Count == 0 && here == needed)
            {
                ReadMessage(from, reader, stream);
                continue;
            }

            pending.AddRange(reader.Rest[..here]);
            if (here < needed)
            {
                reader.Octets("part of a message", here);
                continue;
            }

            byte[] whole = [.. pending];
            pending.Clear();
            Field field = reader.Leaf("end of a message", "gRPC", here, $"of {whole.Length} octets");
            FieldReader.Inflate(field, whole, inner => ReadMessage(from, inner, stream));
        }
    }

    /// <summary>How much more belongs to the message that is open, or begins here.</summary>
    private static int Missing(List<byte> pending, ReadOnlySpan<byte> rest)
    {
        Span<byte> prefix = stackalloc byte[PrefixSize];
        int known = Math.Min(pending.Count, PrefixSize);
        for (int i = 0; i < known; i++) prefix[i] = pending[i];
        int more = Math.Min(PrefixSize - known, rest.Length);
        rest[..more].CopyTo(prefix[known..]);
        if (known + more < PrefixSize) return PrefixSize - pending.Count;
        uint length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        return length <= MaxMessage
            ? PrefixSize + (int)length - pending.Count
            : throw new DissectionException($"a message of {length} octets, more than {MaxMessage}");
    }

    private static void ReadMessage(Side from, FieldReader reader, Http2Stream stream)
    {
        bool isCompressed = reader.U8("compressed", flag => flag == 0 ? "no (0)" : $"yes ({flag})") != 0;
        int length = reader.Length(reader.U32("length", octets => $"{octets} octets"), "message");
        (string name, Shape? shape) = from == Side.Client
            ? ("request", stream.Operation is { } operation ? RequestOf(operation) : null)
            : ("response", stream.Operation?.Response);
        if (!isCompressed)
        {
            reader.Open("message", "protobuf", length: length);
            BodyFormat.Protobuf.Read(reader, shape, name);
            reader.Close();
            return;
        }

        ReadOnlyMemory<byte> inflated = Inflate(stream.Encoding[(int)from], reader.Rest[..length]);
        Field field = reader.Leaf("message", stream.Encoding[(int)from] ?? "compressed", length, $"{inflated.Length} octets of protobuf", name);
        FieldReader.Inflate(field, inflated, inner => BodyFormat.Protobuf.Read(inner, shape, name));
    }

    /// <summary>What a client sends: parameters, or items, or, where there are both, one of the two at a time (docs/grpc.md).</summary>
    private static Shape RequestOf(KnownOperation operation)
    {
        if (operation.Item is not { } item) return operation.Request;
        if (operation.Request is MessageShape { Fields.Count: 0 }) return item;
        return new MessageShape(
            "request or item", new FieldShape(0, "request", () => operation.Request), new FieldShape(1, "item", () => item));
    }

    private static ReadOnlyMemory<byte> Inflate(string? encoding, ReadOnlySpan<byte> bytes)
    {
        if (encoding is not ("gzip" or "deflate")) throw new DissectionException($"a message compressed by '{FieldText.Plain(encoding ?? "nothing")}'");
        using var compressed = new MemoryStream(bytes.ToArray());
        using Stream inflating = encoding == "gzip"
            ? new GZipStream(compressed, CompressionMode.Decompress)
            : new ZLibStream(compressed, CompressionMode.Decompress);
        byte[] room = new byte[MaxInflated];
        try
        {
            int length = inflating.ReadAtLeast(room, room.Length, throwOnEndOfStream: false);
            return room.AsMemory(0, length);
        }
        catch (InvalidDataException bad)
        {
            throw new DissectionException($"a message that is no {encoding}: {bad.Message}");
        }
    }
}
