using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace RpcStack.Services.Dns.Protocol.Fields;

/// <summary>A moment in seconds since 1970, written <c>YYYYMMDDHHmmSS</c> or as the number (RFC 4034 §3.2).</summary>
internal sealed class TimeField(string what) : RecordField
{
    private const string Format = "yyyyMMddHHmmss";

    internal override void Decode(ref MessageReader reader, IBufferWriter<byte> data) =>
        data.Write(reader.Take(sizeof(uint), what));

    internal override void Parse(TokenCursor tokens, IBufferWriter<byte> data)
    {
        TextToken token = tokens.Next($"a {what}");
        if (!TryRead(token.Text, out uint seconds))
        {
            throw token.Failure($"'{token.Shown}' is no {what}, written YYYYMMDDHHmmSS or in seconds");
        }

        BinaryPrimitives.WriteUInt32BigEndian(data.GetSpan(sizeof(uint)), seconds);
        data.Advance(sizeof(uint));
    }

    internal override int Measure(ReadOnlySpan<byte> data) => sizeof(uint);

    internal override void Print(ReadOnlySpan<byte> field, StringBuilder text)
    {
        uint seconds = BinaryPrimitives.ReadUInt32BigEndian(field);
        text.Append(DateTimeOffset.FromUnixTimeSeconds(seconds).ToString(Format, CultureInfo.InvariantCulture));
    }

    private static bool TryRead(string text, out uint seconds)
    {
        if (text.Length != Format.Length)
        {
            return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds);
        }

        bool isTime = DateTimeOffset.TryParseExact(
            text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time);
        long unix = time.ToUnixTimeSeconds();
        seconds = (uint)unix;
        return isTime && unix is >= 0 and <= uint.MaxValue;
    }
}
