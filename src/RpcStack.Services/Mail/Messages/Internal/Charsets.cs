using System.Text;

namespace RpcStack.Services.Mail.Messages;

/// <summary>Octets to text, by the name that a message gives its characters.</summary>
internal static class Charsets
{
    public static string Decode(ReadOnlySpan<byte> octets, string charset) => For(charset).GetString(octets);

    // Of an encoding that is not known ASCII is legible at least, and nothing is lost of octets.
    private static Encoding For(string charset)
    {
        try
        {
            return charset.Length == 0 ? Encoding.UTF8 : Encoding.GetEncoding(charset);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return Encoding.Latin1;
        }
    }
}
