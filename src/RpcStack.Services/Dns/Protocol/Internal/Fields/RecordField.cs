using System.Buffers;
using System.Text;

namespace RpcStack.Services.Dns.Protocol.Fields;

/// <summary>
/// A kind of field in records' data. Only <see cref="Decode"/> and <see cref="Parse"/> see what may be wrong.
/// </summary>
internal abstract class RecordField
{
    /// <summary>Reads the field from a message and appends it uncompressed.</summary>
    internal abstract void Decode(ref MessageReader reader, IBufferWriter<byte> data);

    /// <summary>Reads the field from presentation format and appends it.</summary>
    internal abstract void Parse(TokenCursor tokens, IBufferWriter<byte> data);

    /// <summary>How many of the octets are the field's.</summary>
    internal abstract int Measure(ReadOnlySpan<byte> data);

    /// <summary>Writes the field in presentation format.</summary>
    internal abstract void Print(ReadOnlySpan<byte> field, StringBuilder text);

    /// <summary>Writes the field to a message.</summary>
    internal virtual void Encode(scoped ReadOnlySpan<byte> field, ref MessageWriter writer) => writer.Write(field);

    /// <summary>Whether two fields are the same.</summary>
    internal virtual bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.SequenceEqual(right);
}
