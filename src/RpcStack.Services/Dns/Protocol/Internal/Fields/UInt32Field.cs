using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace RpcStack.Services.Dns.Protocol.Fields;

/// <summary>A number of 32 bits.</summary>
internal class UInt32Field(string what) : RecordField
{
    internal override void Decode(ref MessageReader reader, IBufferWriter<byte> data) =>
        data.Write(reader.Take(sizeof(uint), what));

    internal override void Parse(TokenCursor tokens, IBufferWriter<byte> data)
    {
        TextToken token = tokens.Next($"a {what}");
        if (!TryRead(token.Text, out uint value)) throw token.Failure($"'{token.Shown}' is no {what}, {Expected}");
        BinaryPrimitives.WriteUInt32BigEndian(data.GetSpan(sizeof(uint)), value);
        data.Advance(sizeof(uint));
    }

    internal override int Measure(ReadOnlySpan<byte> data) => sizeof(uint);

    internal override void Print(ReadOnlySpan<byte> field, StringBuilder text) =>
        text.Append(BinaryPrimitives.ReadUInt32BigEndian(field));

    private protected virtual string Expected => "a number below 2^32";

    private protected virtual bool TryRead(string text, out uint value) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
