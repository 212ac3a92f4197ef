using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace RpcStack.Services.Dns.Protocol.Fields;

/// <summary>A number of 16 bits.</summary>
internal sealed class UInt16Field(string what) : RecordField
{
    internal override void Decode(ref MessageReader reader, IBufferWriter<byte> data) =>
        data.Write(reader.Take(sizeof(ushort), what));

    internal override void Parse(TokenCursor tokens, IBufferWriter<byte> data)
    {
        TextToken token = tokens.Next($"a {what}");
        if (!ushort.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort value))
        {
            throw token.Failure($"'{token.Shown}' is no {what}, a number from 0 to {ushort.MaxValue}");
        }

        BinaryPrimitives.WriteUInt16BigEndian(data.GetSpan(sizeof(ushort)), value);
        data.Advance(sizeof(ushort));
    }

    internal override int Measure(ReadOnlySpan<byte> data) => sizeof(ushort);

    internal override void Print(ReadOnlySpan<byte> field, StringBuilder text) =>
        text.Append(BinaryPrimitives.ReadUInt16BigEndian(field));
}
