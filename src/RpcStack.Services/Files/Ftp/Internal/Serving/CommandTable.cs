using System.Collections.Frozen;
using System.Net.Sockets;

namespace RpcStack.Services.Files.Ftp;

/// <summary>The commands that there are (RFC 5797).</summary>
internal static class CommandTable
{
    private static readonly FrozenDictionary<string, FtpCommand> Commands = Make();

    // Commands of RFC 959 that there is no use for here. REIN would have to end TLS as well (RFC 4217 §11).
    private static readonly FrozenSet<string> Unimplemented = FrozenSet.Create(StringComparer.Ordinal, "REIN", "SITE", "SMNT", "STOU");

    internal static IEnumerable<string> Names => Commands.Keys.Order(StringComparer.Ordinal);

    /// <summary>Runs a line.</summary>
    internal static async ValueTask<FtpAnswer?> RunAsync(FtpSession session, string line, CancellationToken cancel)
    {
        int space = line.IndexOf(' ');
        string name = (space < 0 ? line : line[..space]).ToUpperInvariant();
        string argument = space < 0 ? "" : line[(space + 1)..];
        if (!Commands.TryGetValue(name, out FtpCommand? command))
        {
            return Unimplemented.Contains(name)
                ? new FtpAnswer(502, $"{name} is not implemented")
                : new FtpAnswer(500, "Command not understood");
        }

        if (line.Any(c => char.IsControl(c) || c == '\uFFFD'))
            return new FtpAnswer(501, "The command has a control character, or is not UTF-8");
        if (command.NeedsUser && session.User is null) return FtpAnswer.NotLoggedIn;
        if (command.Argument == FtpArgument.Required && argument.Length == 0)
            return new FtpAnswer(501, $"{name} needs an argument");
        if (command.Argument == FtpArgument.None && argument.Length > 0)
            return new FtpAnswer(501, $"{name} has no argument");
        try
        {
            return await command.Run(session, argument, cancel).ConfigureAwait(false);
        }
        catch (FileFault fault)
        {
            return FtpAnswer.For(fault);
        }
        catch (Exception failure) when (IsLocal(failure))
        {
            return new FtpAnswer(451, "Local error in processing", failure.Message);
        }
    }

    /// <summary>Whether it is the files that failed, not the connection or the program.</summary>
    internal static bool IsLocal(Exception failure) =>
        failure is RpcException or FtpException or TimeoutException or UnauthorizedAccessException
        || (failure is IOException && failure is not BrokenTransferException && failure.InnerException is not SocketException);

    private static FrozenDictionary<string, FtpCommand> Make()
    {
        var all = new Dictionary<string, FtpCommand>(StringComparer.Ordinal);
        foreach ((string name, FtpCommand command) in AccessCommands.Table
            .Concat(ParameterCommands.Table)
            .Concat(PathCommands.Table)
            .Concat(TransferCommands.Table)
            .Concat(InformationCommands.Table))
        {
            all.Add(name, command);
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
