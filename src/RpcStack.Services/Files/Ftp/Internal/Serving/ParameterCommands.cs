using System.Net;
using System.Net.Sockets;

namespace RpcStack.Services.Files.Ftp;

/// <summary>How the next transfer is to be made: RFC 959 §4.1.2, RFC 2428, RFC 3659 §5.</summary>
internal static class ParameterCommands
{
    private static readonly FtpAnswer OnlyExtended = new(503, "After EPSV ALL there is EPSV only");

    internal static Dictionary<string, FtpCommand> Table { get; } = new()
    {
        ["TYPE"] = Row(Type, FtpArgument.Required),
        ["MODE"] = Row((_, mode) => One(mode, "S", "Mode set to stream"), FtpArgument.Required),
        ["STRU"] = Row((_, structure) => One(structure, "F", "Structure set to file"), FtpArgument.Required),
        ["ALLO"] = Row((_, _) => new(202, "No storage allocation is necessary"), FtpArgument.Required),
        ["REST"] = Row(Rest, FtpArgument.Required),
        ["PORT"] = Row(Port, FtpArgument.Required),
        ["EPRT"] = Row(Eprt, FtpArgument.Required),
        ["PASV"] = Row((session, _) => Pasv(session), FtpArgument.None),
        ["EPSV"] = Row(Epsv, FtpArgument.Optional),
    };

    private static FtpCommand Row(Func<FtpSession, string, FtpAnswer> run, FtpArgument argument) =>
        new((session, text, _) => ValueTask.FromResult<FtpAnswer?>(run(session, text)), argument);

    private static FtpAnswer Type(FtpSession session, string type)
    {
        switch (type.ToUpperInvariant())
        {
            case "I" or "L 8":
                session.IsBinary = true;
                return new FtpAnswer(200, "Type set to I");
            case "A" or "A N":
                session.IsBinary = false;
                return new FtpAnswer(200, "Type set to A");
            default:
                return new FtpAnswer(504, "The types are A and I");
        }
    }

    private static FtpAnswer One(string value, string only, string text) =>
        value.Equals(only, StringComparison.OrdinalIgnoreCase)
            ? new FtpAnswer(200, text)
            : new FtpAnswer(504, $"Only {only} is known");

    private static FtpAnswer Rest(FtpSession session, string offset)
    {
        if (!MachineListing.TryParseSize(offset, out long at)) return new FtpAnswer(501, "REST needs a number of octets");
        // In text nobody knows which octet of the file an octet on the wire is.
        if (at > 0 && !session.IsBinary) return new FtpAnswer(504, "REST needs TYPE I");
        session.RestartAt = at;
        return new FtpAnswer(350, $"Restarting at {at}");
    }

    private static FtpAnswer Port(FtpSession session, string address) =>
        HostPort.TryParse(address, out IPEndPoint? target)
            ? Connect(session, target, "PORT")
            : new FtpAnswer(501, "PORT needs h1,h2,h3,h4,p1,p2");

    private static FtpAnswer Eprt(FtpSession session, string address)
    {
        if (!HostPort.TryParseExtended(address, out string protocol, out IPEndPoint? target))
        {
            return protocol is "" or "1" or "2"
                ? new FtpAnswer(501, "EPRT needs |protocol|address|port|")
                : UnknownProtocol(session);
        }

        return protocol == ProtocolOf(target.AddressFamily) ? Connect(session, target, "EPRT") : UnknownProtocol(session);
    }

    private static FtpAnswer Connect(FtpSession session, IPEndPoint target, string command)
    {
        if (session.Data.IsOnlyExtendedPassive) return OnlyExtended;
        if (session.Data.WhyNot(target) is { } reason) return new FtpAnswer(504, reason);
        session.Data.Connect(target);
        return new FtpAnswer(200, $"{command} okay");
    }

    private static FtpAnswer Pasv(FtpSession session)
    {
        if (session.Data.IsOnlyExtendedPassive) return OnlyExtended;
        IPAddress address = session.Site.Options.PublicAddress ?? session.Data.Local.Address;
        if (address.AddressFamily != AddressFamily.InterNetwork)
            return new FtpAnswer(425, "Can't open data connection", "PASV is for IPv4: use EPSV");
        return Listen(
            session, port => new FtpAnswer(227, $"Entering Passive Mode ({HostPort.Format(new IPEndPoint(address, port))})"));
    }

    private static FtpAnswer Epsv(FtpSession session, string argument)
    {
        if (argument.Equals("ALL", StringComparison.OrdinalIgnoreCase))
        {
            session.Data.IsOnlyExtendedPassive = true;
            return new FtpAnswer(200, "EPSV only, from now on");
        }

        if (argument.Length > 0 && argument != ProtocolOf(session.Data.Local.AddressFamily)) return UnknownProtocol(session);
        return Listen(session, port => new FtpAnswer(229, $"Entering Extended Passive Mode (|||{port}|)"));
    }

    private static FtpAnswer Listen(FtpSession session, Func<int, FtpAnswer> listening)
    {
        try
        {
            return listening(session.Data.Listen());
        }
        catch (SocketException failure)
        {
            return FtpAnswer.CannotOpenData(failure.Message);
        }
    }

    private static FtpAnswer UnknownProtocol(FtpSession session) =>
        new(522, $"Network protocol not supported, use ({ProtocolOf(session.Data.Local.AddressFamily)})");

    private static string ProtocolOf(AddressFamily family) => family == AddressFamily.InterNetwork ? "1" : "2";
}
