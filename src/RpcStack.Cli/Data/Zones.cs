using RpcStack.Services.Dns.Zones;

namespace RpcStack.Cli.Data;

/// <summary>The zones to serve: those that the command line names, or the samples.</summary>
internal static class Zones
{
    private const string Folder = "zones";
    private const string Extension = ".zone";

    public static ZoneStore Load(IReadOnlyList<FileInfo> files) => new(Read(files));

    /// <summary>The zones of the files; without any, the samples.</summary>
    public static IEnumerable<Zone> Read(IReadOnlyList<FileInfo> files) =>
        files.Count == 0 ? Samples() : files.Select(file => ZoneFile.Load(Existing(file)));

    private static IEnumerable<Zone> Samples() =>
        Resources.In(Folder)
            .Where(name => name.EndsWith(Extension, StringComparison.Ordinal))
            .Select(name => ZoneFile.Parse(Resources.Read(name), name));

    private static string Existing(FileInfo file)
    {
        if (file.Exists) return file.ToString();
        throw new CliException($"{file}: there is no such file");
    }
}
