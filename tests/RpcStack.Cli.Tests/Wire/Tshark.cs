using RpcStack.Tests;

namespace RpcStack.Cli.Tests.Wire;

/// <summary>Wireshark without windows, which says what a capture holds.</summary>
internal static class Tshark
{
    private static readonly string[] Checks =
    [
        "-n",
        "-o", "ip.check_checksum:TRUE",
        "-o", "tcp.check_checksum:TRUE",
        "-o", "udp.check_checksum:TRUE",
    ];

    /// <summary>The values of fields, a row for each packet that the filter lets through.</summary>
    public static async Task<IReadOnlyList<string[]>> FieldsAsync(
        string capture, string filter, IEnumerable<string> fields, params IEnumerable<string> options)
    {
        string output = await Peer.RunAsync(
            "tshark",
            [
                .. Checks, .. options, "-r", capture, "-Y", filter, "-T", "fields", "-E", "separator=|",
                .. fields.SelectMany(field => new[] { "-e", field }),
            ]);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|'))];
    }

    /// <summary>What is wrong with a capture: malformed packets, wrong checksums, warnings and errors of every protocol. That a client
    /// broke its connection off is none.</summary>
    public static async Task<IReadOnlyList<string>> ComplaintsAsync(string capture, params IEnumerable<string> options)
    {
        IReadOnlyList<string[]> rows = await FieldsAsync(
            capture,
            "_ws.malformed || (_ws.expert.severity >= 6291456 && !tcp.connection.rst) || ip.checksum.status == 0 || tcp.checksum.status == 0 || udp.checksum.status == 0",
            ["frame.number", "_ws.malformed", "_ws.expert.message"],
            options);
        return [.. rows.Select(row => string.Join(' ', row))];
    }
}
