using System.Text;
using RpcStack.Cli.Wire.Dissection;

namespace RpcStack.Cli.Wire.Http2;

/// <summary>Reads text in HPACK's code (RFC 7541 §5.2).</summary>
internal static class HuffmanDecoder
{
    private const int MaxBits = 30;

    private static readonly Dictionary<(int Length, uint Code), int> Symbols = Enumerable.Range(0, HuffmanTable.End + 1)
        .ToDictionary(symbol => ((int)HuffmanTable.Lengths[symbol], HuffmanTable.Codes[symbol]));

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        uint code = 0;
        int length = 0;
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            code = (code << 1) | (uint)(bytes[bit / 8] >> (7 - (bit % 8)) & 1);
            if (++length > MaxBits) throw new DissectionException("bits that are no code of HPACK's");
            if (!Symbols.TryGetValue((length, code), out int symbol)) continue;
            if (symbol == HuffmanTable.End) throw new DissectionException("the code that ends text within it");
            text.Append((char)symbol);
            (code, length) = (0, 0);
        }

        // What is left is padding: ones, and fewer than eight.
        return length < 8 && code == (1u << length) - 1 ? text.ToString() : throw new DissectionException("text ends within a code");
    }
}
