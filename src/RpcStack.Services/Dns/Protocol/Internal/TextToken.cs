namespace RpcStack.Services.Dns.Protocol;

/// <summary>A word of presentation format, its escapes still in it.</summary>
internal readonly record struct TextToken(string Text, bool IsQuoted, int Line, int Column)
{
    /// <summary>The text at a length fit for a message.</summary>
    internal string Shown => Text.Length <= 60 ? Text : Text[..57] + "…";

    internal TextException Failure(string problem) => new(Line, Column, problem);
}
