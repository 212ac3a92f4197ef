using System.Net;

namespace RpcStack.Services.Files.Ftp;

/// <summary>
/// The spelling of a server's name by which one client's TLS sessions are found again. SslStream keeps one session for each
/// name in the process, but an FTP server may want a data connection to resume the very session of its control connection,
/// and so two clients of one server would take each other's. Names mean the same in capitals (RFC 6066 §3, RFC 4343).
/// </summary>
internal static class SessionName
{
    // What has been spelled stays in memory, so there is an end to it.
    private const int MaxSpellings = 1024;

    private static int _last;

    /// <summary>Whether a name is an address, of which SslStream keeps no sessions, so that it needs another.</summary>
    internal static bool IsReplaced(string name) => IPAddress.TryParse(name, out _);

    /// <summary>The name in a spelling that the clients before have not had.</summary>
    internal static string Next(string name)
    {
        if (IsReplaced(name)) name = "ftp-server-by-address.invalid";
        int bits = (int)((uint)Interlocked.Increment(ref _last) % MaxSpellings);
        return string.Create(name.Length, (name, bits), static (spelled, from) =>
        {
            int rest = from.bits;
            for (int i = 0; i < spelled.Length; i++)
            {
                char c = from.name[i];
                spelled[i] = (rest & 1) == 1 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c);
                if (char.IsAsciiLetter(c)) rest >>= 1;
            }
        });
    }
}
