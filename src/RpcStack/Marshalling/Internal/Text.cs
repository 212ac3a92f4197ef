using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace RpcStack.Marshalling;

/// <summary>
/// What text is made of, in every format: well-formed UTF-8, and numbers as the invariant culture writes them.
/// </summary>
internal static class Text
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>A decimal number's length at most: a sign, 29 digits, and a point with a zero before it.</summary>
    public const int MaxDecimal = 32;

    /// <summary>A GUID's length.</summary>
    public const int GuidLength = 36;

    /// <summary>Writes <paramref name="value"/> into room that is large enough, and gives the number of octets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Encode(ReadOnlySpan<char> value, Span<byte> room)
    {
        OperationStatus status = Utf8.FromUtf16(value, room, out _, out int written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done) Refuse.Text();
        return written;
    }

    /// <summary>How many octets <paramref name="value"/> takes at most; counted where guessing would waste much.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Room(string value) =>
        value.Length <= 1024 ? value.Length * 3 : Encoding.UTF8.GetByteCount(value);

    /// <summary>How many octets <paramref name="value"/> takes.</summary>
    public static int Count(string value)
    {
        try
        {
            return Strict.GetByteCount(value);
        }
        catch (EncoderFallbackException)
        {
            Refuse.Text();
            throw;
        }
    }

    public static int Encode(decimal value, Span<byte> room)
    {
        value.TryFormat(room, out int written, provider: CultureInfo.InvariantCulture);
        return written;
    }

    public static void Encode(Guid value, Span<byte> room) => Utf8Formatter.TryFormat(value, room, out _, 'D');

    /// <summary>Reads <paramref name="length"/> octets of text.</summary>
    public static string ReadText(this ref Input input, int length, Bound bound)
    {
        ReadOnlySpan<byte> bytes = input.Take(length, "text");
        if (bound.IsBounded) input.Check(bound, length);
        if (length == 0) return "";
        input.Charge(22 + 2L * length);
        return Ascii.IsValid(bytes)
            ? string.Create(length, bytes, static (chars, ascii) => Ascii.ToUtf16(ascii, chars, out _))
            : Transcode(ref input, bytes);
    }

    /// <summary>Reads <paramref name="length"/> octets.</summary>
    public static byte[] ReadOctets(this ref Input input, int length, Bound bound)
    {
        ReadOnlySpan<byte> bytes = input.Take(length, "octets");
        if (bound.IsBounded) input.Check(bound, length);
        if (length == 0) return [];
        input.Charge(24 + (long)length);
        // Every octet is written, so that to clear them first would be for nothing.
        byte[] octets = GC.AllocateUninitializedArray<byte>(length);
        bytes.CopyTo(octets);
        return octets;
    }

    public static decimal ReadDecimalText(this ref Input input, int length)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        ReadOnlySpan<byte> text = input.Take(length, "a decimal number");
        return decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out decimal value)
            ? value
            : throw input.Malformed("a decimal number as text before this");
    }

    public static Guid ReadGuidText(this ref Input input, int length)
    {
        ReadOnlySpan<byte> text = input.Take(length, "a GUID");
        return Utf8Parser.TryParse(text, out Guid value, out int consumed, 'D') && consumed == length
            ? value
            : throw input.Malformed("a GUID as text before this");
    }

    private static string Transcode(ref Input input, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw input.Malformed("well-formed UTF-8 before this");
        }
    }
}
