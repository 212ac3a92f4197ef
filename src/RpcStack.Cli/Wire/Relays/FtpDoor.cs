using System.Net;

namespace RpcStack.Cli.Wire.Relays;

/// <summary>That a relay is the door to one side's end of FTP's data connections.</summary>
/// <param name="Shown">The address that the record shows for it, where that is not its own: the client's.</param>
internal sealed record FtpDoor(IPEndPoint? Shown);
