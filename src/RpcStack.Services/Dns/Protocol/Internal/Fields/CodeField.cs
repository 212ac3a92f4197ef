using System.Buffers;
using System.Globalization;
using System.Text;

namespace RpcStack.Services.Dns.Protocol.Fields;

/// <summary>A number of one or two octets that may be written by name.</summary>
/// <param name="what">What it is.</param>
/// <param name="size">Its size in octets.</param>
/// <param name="printNames">Whether the name is printed too, where there is one.</param>
/// <param name="names">The names.</param>
internal sealed class CodeField(string what, int size, bool printNames, params (string Name, int Code)[] names)
    : RecordField
{
    private readonly Dictionary<string, int> _codes =
        names.ToDictionary(pair => pair.Name, pair => pair.Code, StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<int, string> _names = names.ToDictionary(pair => pair.Code, pair => pair.Name);

    internal override void Decode(ref MessageReader reader, IBufferWriter<byte> data) =>
        data.Write(reader.Take(size, what));

    internal override void Parse(TokenCursor tokens, IBufferWriter<byte> data)
    {
        TextToken token = tokens.Next($"a {what}");
        bool isCode = _codes.TryGetValue(token.Text, out int code)
            || int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out code);
        int limit = (1 << (8 * size)) - 1;
        if (!isCode || code > limit) throw token.Failure($"'{token.Shown}' is no {what}, a name or a number up to {limit}");
        if (size == 2) data.Write([(byte)(code >> 8)]);
        data.Write([(byte)code]);
    }

    internal override int Measure(ReadOnlySpan<byte> data) => size;

    internal override void Print(ReadOnlySpan<byte> field, StringBuilder text)
    {
        int code = size == 1 ? field[0] : (field[0] << 8) | field[1];
        if (printNames && _names.TryGetValue(code, out string? name)) text.Append(name);
        else text.Append(code);
    }
}
