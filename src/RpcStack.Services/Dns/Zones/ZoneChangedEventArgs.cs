namespace RpcStack.Services.Dns.Zones;

/// <summary>A zone has another version.</summary>
/// <param name="zone">The version.</param>
public sealed class ZoneChangedEventArgs(Zone zone) : EventArgs
{
    /// <summary>The version.</summary>
    public Zone Zone { get; } = zone;
}
