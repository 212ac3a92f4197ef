namespace RpcStack.Services.Mail.Messages;

/// <summary>An address of a header: a mailbox, and what its owner is called (RFC 5322 §3.4).</summary>
/// <param name="Address">The mailbox, <c>local@domain</c>.</param>
/// <param name="Name">The name, as it is read; empty: none.</param>
public sealed record MailAddress(string Address, string Name = "")
{
    /// <summary>
    /// Reads a list of addresses, as in To. Comments are dropped, and the members of groups taken (RFC 6854).
    /// </summary>
    /// <param name="text">The header's value.</param>
    /// <exception cref="FormatException">It is no list of addresses; the message says where it stops being one.</exception>
    public static IReadOnlyList<MailAddress> ParseList(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new AddressParser(text).Parse();
    }

    /// <summary>Reads one address.</summary>
    /// <param name="text">The address.</param>
    /// <exception cref="FormatException">It is no address, or it is several.</exception>
    public static MailAddress Parse(string text) =>
        ParseList(text) is [MailAddress one] ? one : throw new FormatException($"'{text}' is not one address.");

    /// <summary>The address as a header has it, ASCII where the mailbox is.</summary>
    public override string ToString()
    {
        if (Name.Length == 0) return Address;
        return EncodedWord.IsNeeded(Name) ? $"{EncodedWord.Encode(Name)} <{Address}>" : $"{Quoted(Name)} <{Address}>";
    }

    private static string Quoted(string name)
    {
        bool isPhrase =
            name.All(c => char.IsAsciiLetterOrDigit(c) || " !#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal));
        if (isPhrase) return name;
        return $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }
}
