using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>A message of a transfer.</summary>
/// <param name="Records">Its records.</param>
/// <param name="Size">Its size, in octets.</param>
public sealed record ZoneTransferPart(IReadOnlyList<ResourceRecord> Records, int Size);
