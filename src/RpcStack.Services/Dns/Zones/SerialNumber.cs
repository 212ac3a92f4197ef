using System.Buffers.Binary;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>Serial numbers of zones, which go round (RFC 1982).</summary>
public static class SerialNumber
{
    /// <summary>Whether one version is newer than another.</summary>
    public static bool IsNewer(uint serial, uint than) => unchecked((int)(serial - than)) > 0;

    // MNAME and RNAME, then SERIAL, REFRESH, RETRY, EXPIRE and MINIMUM end the data (RFC 1035 §3.3.13).
    internal static uint Of(RecordData startOfAuthority) =>
        BinaryPrimitives.ReadUInt32BigEndian(startOfAuthority.Wire[^20..]);

    /// <summary>The number after another; 0 is left out, since some take it for none.</summary>
    public static uint Next(uint serial) => serial == uint.MaxValue ? 1 : serial + 1;
}
