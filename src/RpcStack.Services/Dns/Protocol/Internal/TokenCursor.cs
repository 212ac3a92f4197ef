using System.Text;

namespace RpcStack.Services.Dns.Protocol;

/// <summary>Walks over the tokens of an entry.</summary>
/// <param name="tokens">The tokens.</param>
/// <param name="origin">What relative names are relative to.</param>
/// <param name="line">The line where the entry ends.</param>
/// <param name="column">The column where it ends.</param>
internal sealed class TokenCursor(List<TextToken> tokens, DomainName origin, int line, int column)
{
    private int _next;

    internal bool IsAtEnd => _next == tokens.Count;

    /// <summary>Whether data in the format for unknown types is next (RFC 3597 §5).</summary>
    internal bool IsGeneric => !IsAtEnd && tokens[_next] is { Text: "\\#", IsQuoted: false };

    internal TextToken? Peek() => IsAtEnd ? null : tokens[_next];

    internal TextToken Next(string what) => IsAtEnd ? throw Failure($"{what} is missing") : tokens[_next++];

    internal void ExpectEnd()
    {
        if (!IsAtEnd) throw tokens[_next].Failure($"'{tokens[_next].Shown}' is one too many");
    }

    internal DomainName Name(TextToken token)
    {
        if (token is { Text: "@", IsQuoted: false }) return origin;
        string? problem = NameText.Read(Encoding.UTF8.GetBytes(token.Text), origin, out DomainName name);
        return problem is null ? name : throw token.Failure(problem);
    }

    internal TextException Failure(string problem) => new(line, column, problem);
}
