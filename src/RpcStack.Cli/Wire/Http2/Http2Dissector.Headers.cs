using RpcStack.Cli.Wire.Dissection;
using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Http2;

internal sealed partial class Http2Dissector
{
    private string ReadHeaders(Side from, FieldReader reader, uint id, byte flags)
    {
        int padding = (flags & Padded) != 0 ? reader.U8("padding's length") : 0;
        if ((flags & HasPriority) != 0)
        {
            reader.U32("dependency");
            reader.U8("weight");
        }

        int length = reader.Left - padding;
        if (length < 0) throw new DissectionException($"{padding} octets of padding in {reader.Left}");
        if ((flags & EndHeaders) == 0) return Keep(from, reader, length);
        reader.Open("header block", "HPACK", length: length);
        List<(string Name, string Value)> headers = _hpack[(int)from].Read(reader);
        reader.Close();
        return Take(from, id, headers, flags);
    }

    private string ReadContinuation(Side from, FieldReader reader, uint id, byte flags)
    {
        if ((flags & EndHeaders) == 0) return Keep(from, reader, reader.Left);
        byte[] whole = [.. _block[(int)from], .. reader.Rest];
        _block[(int)from].Clear();
        Field field = reader.Leaf("end of header block", "HPACK", reader.Left, $"of {whole.Length} octets");
        List<(string Name, string Value)> headers = [];
        FieldReader.Inflate(field, whole, inner => headers = _hpack[(int)from].Read(inner));
        return Take(from, id, headers, flags);
    }

    /// <summary>Headers that go on in the next frame.</summary>
    private string Keep(Side from, FieldReader reader, int length)
    {
        const int MaxBlock = 256 << 10;
        if (_block[(int)from].Count + length > MaxBlock) throw new DissectionException($"headers of more than {MaxBlock} octets");
        _block[(int)from].AddRange(reader.Rest[..length]);
        reader.Octets("part of header block", length);
        return "to be continued";
    }

    private string Take(Side from, uint id, List<(string Name, string Value)> headers, byte flags)
    {
        Http2Stream? stream = Find(id);
        List<string> title = [];
        foreach ((string name, string value) in headers)
        {
            if (name is ":method" or ":path" or ":status" or "grpc-status" or "grpc-message")
                title.Add(name[0] == ':' ? FieldText.Plain(value) : $"{name} {FieldText.Plain(value)}");
            if (stream is null) continue;
            if (name == ":path") (stream.Path, stream.Operation) = (value, contracts.FindPath(value));
            if (name == "content-type") stream.IsGrpc |= value.StartsWith("application/grpc", StringComparison.Ordinal);
            if (name == "grpc-encoding") stream.Encoding[(int)from] = value;
        }

        // The answer's end is the call's.
        if (from == Side.Server && (flags & EndStream) != 0) _streams.Remove(id);
        return string.Join(' ', title);
    }
}
