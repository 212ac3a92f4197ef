using System.Buffers;
using System.Text;
using RpcStack.Services.Dns.Protocol.Fields;

namespace RpcStack.Services.Dns.Protocol;

/// <summary>
/// The format of a type's data: a row of fields. The wire and presentation formats, both ways, follow from it.
/// <see cref="RecordFormats"/> has the rows.
/// </summary>
internal sealed class RecordFormat(params RecordField[] fields)
{
    /// <summary>Where in the data the name stands that the record leads to; -1 where it leads to none.</summary>
    internal int TargetOffset { get; init; } = -1;

    internal void Decode(ref MessageReader reader, IBufferWriter<byte> data)
    {
        foreach (RecordField field in fields) field.Decode(ref reader, data);
    }

    internal void Encode(ReadOnlySpan<byte> data, ref MessageWriter writer)
    {
        foreach (RecordField field in fields) field.Encode(NextField(field, ref data), ref writer);
    }

    internal void Print(ReadOnlySpan<byte> data, StringBuilder text)
    {
        foreach (RecordField field in fields)
        {
            if (text.Length > 0) text.Append(' ');
            int start = text.Length;
            field.Print(NextField(field, ref data), text);
            // A list may be empty, which is written as nothing.
            if (text.Length == start && start > 0) text.Length--;
        }
    }

    internal void Parse(TokenCursor tokens, IBufferWriter<byte> data)
    {
        foreach (RecordField field in fields) field.Parse(tokens, data);
        tokens.ExpectEnd();
    }

    internal bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length) return false;
        foreach (RecordField field in fields)
        {
            if (!field.AreEqual(NextField(field, ref left), NextField(field, ref right))) return false;
        }

        return true;
    }

    private static ReadOnlySpan<byte> NextField(RecordField field, ref ReadOnlySpan<byte> data)
    {
        int length = field.Measure(data);
        ReadOnlySpan<byte> octets = data[..length];
        data = data[length..];
        return octets;
    }
}
