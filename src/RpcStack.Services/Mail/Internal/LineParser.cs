using System.Text;

namespace RpcStack.Services.Mail;

/// <summary>Makes a line of octets up to LF.</summary>
internal static class LineParser
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static Line Parse(ReadOnlySpan<byte> octets, int max)
    {
        if (octets.Length > max) return new(LineFault.TooLong, "");
        if (octets is not [.., (byte)'\r', (byte)'\n']) return new(LineFault.BareBreak, "");
        ReadOnlySpan<byte> text = octets[..^2];
        // Another LF there cannot be: the first one ended the line.
        if (text.ContainsAny((byte)'\r', (byte)0)) return new(LineFault.BareBreak, "");
        try
        {
            return new(LineFault.None, Strict.GetString(text));
        }
        catch (DecoderFallbackException)
        {
            return new(LineFault.NotUtf8, "");
        }
    }
}
