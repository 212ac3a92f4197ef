using System.Text;
using RpcStack.Marshalling;

namespace RpcStack.Protocol.Internal.Frames;

/// <summary>Metadata: <c>size:varint (name:string value:string)*</c>.</summary>
internal static class MetadataBlock
{
    public static void WriteMetadata(this ByteWriter writer, Metadata metadata)
    {
        writer.WriteVarint((ulong)SizeOf(metadata));
        foreach ((string name, string value) in metadata)
        {
            writer.WriteString(name);
            writer.WriteString(value);
        }
    }

    public static Metadata ReadMetadata(this ref PayloadReader reader, int limit)
    {
        var block = new PayloadReader(reader.ReadBytes(reader.ReadInt32("The metadata's size", limit)));
        var metadata = new Metadata();
        while (!block.Rest.IsEmpty)
        {
            string name = block.ReadString("A metadata name", limit);
            if (!Metadata.IsName(name)) throw new ProtocolException("A metadata name has characters that names have not.");
            metadata.Add(name, block.ReadString("A metadata value", limit));
        }

        return metadata;
    }

    public static int SizeOf(Metadata metadata)
    {
        int size = 0;
        foreach ((string name, string value) in metadata) size += SizeOf(name) + SizeOf(value);
        return size;
    }

    private static int SizeOf(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text), varint = 1;
        for (int rest = length >> 7; rest > 0; rest >>= 7) varint++;
        return varint + length;
    }
}
