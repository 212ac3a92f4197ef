using System.Text;

namespace RpcStack.Services.Dns.Protocol;

/// <summary>A word of presentation format, its escapes still in it.</summary>
internal readonly record struct TextToken(string Text, bool IsQuoted, int Line, int Column)
{
    /// <summary>The text at a length fit for a message.</summary>
    internal string Shown => Text.Length <= 60 ? Text : Text[..57] + "…";

    internal TextException Failure(string problem) => new(Line, Column, problem);

    /// <summary>Whether another token follows without a space, as a quoted value does its key.</summary>
    internal bool IsFollowedAtOnceBy(TextToken next) => next.Line == Line && next.Column == Column + Text.Length;

    /// <summary>The octets that the text stands for, escapes undone.</summary>
    internal byte[] Octets()
    {
        byte[] text = Encoding.UTF8.GetBytes(Text);
        int length = 0;
        for (int at = 0; at < text.Length;)
        {
            if (TextOctets.Read(text, ref at, out byte octet, out _) is { } problem) throw Failure(problem);
            text[length++] = octet;
        }

        return text[..length];
    }
}
