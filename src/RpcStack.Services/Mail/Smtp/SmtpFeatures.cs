using System.Globalization;

namespace RpcStack.Services.Mail.Smtp;

/// <summary>What a server said about itself in its reply to EHLO (RFC 5321 §4.1.1.1).</summary>
public sealed class SmtpFeatures
{
    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    internal SmtpFeatures(MailReply reply, bool isExtended)
    {
        Reply = reply;
        IsExtended = isExtended;
        if (!isExtended) return;
        foreach (string line in reply.Text.Split('\n').Skip(1))
        {
            // Old servers write AUTH=LOGIN.
            string feature = line.StartsWith("AUTH=", StringComparison.OrdinalIgnoreCase) ? $"AUTH {line[5..]}" : line;
            string[] words = feature.Trim().Split(' ', 2);
            if (words[0].Length > 0) _parameters[words[0]] = words.Length > 1 ? words[1].Trim() : "";
        }
    }

    /// <summary>The whole reply.</summary>
    public MailReply Reply { get; }

    /// <summary>Whether the server speaks ESMTP: it took EHLO, and not only HELO.</summary>
    public bool IsExtended { get; }

    /// <summary>The extensions, by keyword, with their parameters.</summary>
    public IReadOnlyDictionary<string, string> Extensions => _parameters;

    /// <summary>The largest message that the server takes, in octets (RFC 1870); 0: it does not say.</summary>
    public long MaxSize =>
        long.TryParse(Parameter("SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out long size) ? size : 0;

    /// <summary>The mechanisms that AUTH takes (RFC 4954).</summary>
    public IReadOnlyList<string> Mechanisms =>
        Parameter("AUTH").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether the server has an extension.</summary>
    /// <param name="extension">Its keyword, in any case.</param>
    public bool Has(string extension) => _parameters.ContainsKey(extension);

    private string Parameter(string extension) => _parameters.GetValueOrDefault(extension, "");
}
