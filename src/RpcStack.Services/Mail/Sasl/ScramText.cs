namespace RpcStack.Services.Mail.Sasl;

/// <summary>SCRAM's messages: attributes of one letter, separated by commas (RFC 5802 §5.1).</summary>
internal static class ScramText
{
    /// <summary>The value of the attribute at a position, or null where another stands there.</summary>
    public static string? Attribute(string message, int position, char name)
    {
        string[] parts = message.Split(',');
        return position < parts.Length && parts[position].StartsWith($"{name}=", StringComparison.Ordinal)
            ? parts[position][2..]
            : null;
    }

    public static string Escape(string name) =>
        name.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal);

    public static string Unescape(string name) =>
        name.Replace("=2C", ",", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);

    public static byte[]? Base64(string? text)
    {
        if (text is null) return null;
        byte[] octets = new byte[text.Length];
        return Convert.TryFromBase64String(text, octets, out int length) ? octets[..length] : null;
    }
}
