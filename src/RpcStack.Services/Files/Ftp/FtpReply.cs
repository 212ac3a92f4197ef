namespace RpcStack.Services.Files.Ftp;

/// <summary>What a server says to a command (RFC 959 §4.2).</summary>
/// <param name="Code">Three digits; the first tells good from bad and whether there is more to come.</param>
/// <param name="Lines">Its text, a line or more.</param>
public sealed record FtpReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>The text of the last line.</summary>
    public string Text => Lines[^1];

    /// <summary>The code's first digit: 1 begun, 2 done, 3 more is needed, 4 not now, 5 no.</summary>
    public int Class => Code / 100;

    /// <summary>The reply as a server sends it, its lines parted by line feeds.</summary>
    public override string ToString() => $"{Code} {string.Join('\n', Lines)}";
}
