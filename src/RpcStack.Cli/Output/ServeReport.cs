using System.Net;
using RpcStack.Cli.Serving;
using RpcStack.Services.Dns.Zones;
using RpcStack.Transports;
using Spectre.Console;

namespace RpcStack.Cli.Output;

/// <summary>Says where the doors are, one a line for scripts, and how to knock, for people.</summary>
internal static class ServeReport
{
    private const string Question = """{"name": "www.example.org", "type": "A"}""";

    public static void Write(DnsDoors doors, ZoneStore zones)
    {
        WriteZones(zones);
        Line("dns+udp", doors.DnsEndPoint.ToString());
        Line("dns+tcp", doors.DnsEndPoint.ToString());
        foreach (RpcEndpoint endpoint in doors.RpcEndpoints)
            Line($"rpc+{endpoint.Scheme}", $"{endpoint}  {string.Join(", ", doors.RpcServices)}");
        if (doors.GrpcAddress is { } grpc) Line("grpc", $"{grpc}  {string.Join(", ", doors.RpcServices)}");
        Hints(doors);
    }

    public static void WriteZones(ZoneStore zones)
    {
        int width = zones.Zones.Select(zone => zone.Origin.ToString().Length).DefaultIfEmpty().Max();
        foreach (Zone zone in zones.Zones.OrderBy(zone => zone.Origin.ToString(), StringComparer.Ordinal))
        {
            int records = zone.RecordSets.Sum(set => set.Data.Count);
            Line("zone", $"{zone.Origin.ToString().PadRight(width)}  {records} records");
        }
    }

    public static void WriteStopping() => Terminal.Out.MarkupLine("[dim]Stopping: calls that are running may end.[/]");

    // Written past Spectre, which would break a line that a script reads.
    private static void Line(string what, string where) => Console.WriteLine($"{what,-8} {where}");

    private static void Hints(DnsDoors doors)
    {
        Terminal.Out.WriteLine();
        Terminal.Out.MarkupLine("[dim]Try, in another terminal:[/]");
        IPEndPoint dns = doors.DnsEndPoint;
        Console.WriteLine($"  dig @{dns.Address} -p {dns.Port} www.example.org");
        if (doors.RpcEndpoints.Count > 0)
            Console.WriteLine($"  rpcstack call {doors.RpcEndpoints[0]} Dns.DnsLookup.Lookup '{Question}'");
        if (doors.GrpcAddress is { } grpc) Console.WriteLine($"  rpcstack call {grpc} Dns.DnsLookup.Lookup '{Question}'");
        Terminal.Out.WriteLine();
        Terminal.Out.MarkupLine("[dim]Ctrl+C stops.[/]");
    }
}
