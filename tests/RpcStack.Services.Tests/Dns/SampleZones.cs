using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Tests.Dns;

/// <summary>The sample zones, as the tests' output folder has them.</summary>
internal static class SampleZones
{
    internal static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "zones");

    internal static ZoneStore Load() => new(
        ZoneFile.Load(Path.Combine(Folder, "example.org.zone")),
        ZoneFile.Load(Path.Combine(Folder, "2.0.192.in-addr.arpa.zone")));
}
