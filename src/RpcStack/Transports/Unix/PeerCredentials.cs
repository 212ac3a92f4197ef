using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Claims;

namespace RpcStack.Transports.Unix;

/// <summary>Linux's struct ucred (unix(7), SO_PEERCRED): who was at the other end when it connected.</summary>
internal readonly record struct PeerCredentials(int Process, uint User, uint Group)
{
    private const int Level = 1; // SOL_SOCKET
    private const int Option = 17; // SO_PEERCRED
    private const int Size = 12;

    public static PeerCredentials? Read(Socket socket)
    {
        if (!OperatingSystem.IsLinux()) return null;
        Span<byte> bytes = stackalloc byte[Size];
        try
        {
            return socket.GetRawSocketOption(Level, Option, bytes) == Size
                ? new(MemoryMarshal.Read<int>(bytes), MemoryMarshal.Read<uint>(bytes[4..]), MemoryMarshal.Read<uint>(bytes[8..]))
                : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    public ClaimsPrincipal ToPrincipal() => new(new ClaimsIdentity(
        [
            new(ClaimTypes.Name, string.Create(CultureInfo.InvariantCulture, $"uid:{User}")),
            new(PeerClaims.UserId, User.ToString(CultureInfo.InvariantCulture)),
            new(PeerClaims.GroupId, Group.ToString(CultureInfo.InvariantCulture)),
            new(PeerClaims.ProcessId, Process.ToString(CultureInfo.InvariantCulture)),
        ],
        PeerClaims.Process));
}
