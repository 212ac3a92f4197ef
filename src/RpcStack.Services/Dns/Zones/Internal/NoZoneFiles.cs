namespace RpcStack.Services.Dns.Zones;

/// <summary>For text that came from elsewhere, and has no business reading files.</summary>
internal sealed class NoZoneFiles : IZoneFiles
{
    public bool TryRead(string includer, string name, out string path, out string content)
    {
        (path, content) = (name, "only a zone that is loaded from a file can include others");
        return false;
    }
}
