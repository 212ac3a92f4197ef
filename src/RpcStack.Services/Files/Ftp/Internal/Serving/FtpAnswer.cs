using System.Text;

namespace RpcStack.Services.Files.Ftp;

/// <summary>A reply on its way out (RFC 959 §4.2). The last line is the text; others explain it.</summary>
internal sealed record FtpAnswer(int Code, string Text, params IReadOnlyList<string> Details)
{
    // RFC 959 and the courses have these, word for word.
    internal static readonly FtpAnswer UserOk = new(331, "Username OK, password required");
    internal static readonly FtpAnswer DataOpen = new(125, "data connection already open; transfer starting");
    internal static readonly FtpAnswer DataOpening = new(150, "File status okay; about to open data connection");

    internal static readonly FtpAnswer Done = new(226, "Closing data connection; transfer complete");
    internal static readonly FtpAnswer NotLoggedIn = new(530, "Not logged in");

    internal static FtpAnswer CannotOpenData(string why) => new(425, "Can't open data connection", why);

    internal static FtpAnswer Broken(string why) => new(426, "Connection closed; transfer aborted", why);

    /// <summary>What a fault of the contract is in FTP.</summary>
    internal static FtpAnswer For(FileFault fault) => fault.Problem switch
    {
        FileProblem.NoSpace => new(452, "Error writing file", fault.Message),
        FileProblem.TooLarge => new(552, fault.Message),
        FileProblem.BadName => new(553, fault.Message),
        FileProblem.BadOffset => new(554, fault.Message),
        FileProblem.Busy => new(450, fault.Message),
        _ => new(550, fault.Message),
    };

    /// <summary>The reply with its line ends. Nothing in it can be taken for another line.</summary>
    internal string Format()
    {
        var lines = new StringBuilder();
        string separator = $"{Code}-";
        foreach (string detail in Details)
        {
            // Where the first line has the code and the hyphen, a space keeps the others from looking like the last.
            lines.Append(lines.Length == 0 ? separator : " ").Append(Clean(detail)).Append("\r\n");
        }

        return lines.Append(Code).Append(' ').Append(Clean(Text)).Append("\r\n").ToString();
    }

    private static string Clean(string text) =>
        string.Create(text.Length, text, static (clean, from) =>
        {
            for (int i = 0; i < from.Length; i++) clean[i] = char.IsControl(from[i]) ? '?' : from[i];
        });
}
