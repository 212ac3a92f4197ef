namespace RpcStack.Services.Dns.Zones;

/// <summary>Files on disk; names are relative to the folder of the file that names them.</summary>
internal sealed class DiskZoneFiles : IZoneFiles
{
    public bool TryRead(string includer, string name, out string path, out string content)
    {
        path = Path.Combine(Path.GetDirectoryName(includer) ?? "", name);
        try
        {
            content = File.ReadAllText(path);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            content = error.Message;
            return false;
        }
    }
}
