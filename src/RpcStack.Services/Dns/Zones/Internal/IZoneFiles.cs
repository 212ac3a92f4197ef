namespace RpcStack.Services.Dns.Zones;

/// <summary>Where the files are that a zone file includes.</summary>
internal interface IZoneFiles
{
    /// <summary>Reads a file; false with the reason as content where that fails.</summary>
    /// <param name="includer">The file that names it.</param>
    /// <param name="name">How it is named there.</param>
    /// <param name="path">What errors call it.</param>
    /// <param name="content">Its text.</param>
    bool TryRead(string includer, string name, out string path, out string content);
}
