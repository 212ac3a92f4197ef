using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using RpcStack.Cli.Output;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Hosts;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Cli.Serving;

/// <summary>A DNS server that runs until it is told to stop, and reads its files again when told to.</summary>
internal sealed class DnsService(ZoneStore zones, IReadOnlyList<FileInfo> files, DnsServerOptions options)
{
    public static IDnsLookup WithHosts(IDnsLookup resolver) => new HostsLookup(HostsFile.Load(), resolver);

    /// <summary>Prints a step of a lookup as a line of a table.</summary>
    public static void WriteStep(ResolutionStep step)
    {
        string time = step.Elapsed.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);
        string question = $"{step.Question.Name} {step.Question.Type.ToText()}";
        Console.WriteLine($"trace    {step.Zone,-24} {step.Server,-21} {question,-40} {step.Outcome,-32} {time,8} ms");
    }

    public async Task RunAsync(IPEndPoint endPoint, CancellationToken cancel)
    {
        DnsServer server = Door.Open("dns", endPoint, at => DnsServer.Start(at, zones, options));
        await using (server.ConfigureAwait(false))
        {
            using PosixSignalRegistration reloading = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
            {
                signal.Cancel = true;
                Reload();
            });
            Report(server);
            await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ServeReport.WriteStopping();
        }
    }

    private void Report(DnsServer server)
    {
        ServeReport.WriteZones(zones);
        foreach (SecondaryZone zone in options.Secondaries)
            Console.WriteLine($"{"copy",-8} {zone.Origin} from {zone.Primary}");
        Console.WriteLine($"{"dns+udp",-8} {server.EndPoint}");
        Console.WriteLine($"{"dns+tcp",-8} {server.EndPoint}");
        if (options.Recursion is not null) Console.WriteLine($"{"resolver",-8} for those who may");
        Console.Out.Flush();
    }

    // A file that is wrong leaves the zone as it was.
    private void Reload()
    {
        foreach (FileInfo file in files)
        {
            try
            {
                Zone zone = ZoneFile.Load(file.ToString());
                bool isNew = zones.Reload(zone);
                string why = isNew ? "" : ": updates have made as new a version, which stays";
                Console.WriteLine($"{(isNew ? "reload" : "keep"),-8} {zone.Origin} serial {zone.Serial}{why}");
            }
            catch (Exception failure) when (failure is ZoneFileException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(failure.Message);
            }
        }
    }
}
