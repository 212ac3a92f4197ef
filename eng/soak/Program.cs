using System.Globalization;
using RpcStack.Tests.Soak;

// dotnet run -c Release --project eng/soak [seconds [callers [seed]]]: ten minutes, a hundred callers; exits with 1 where
// anything was lost, doubled, or left in memory. "stall [seconds]" instead: a reader that stops reading, for a minute.
if (args is ["stall", .. string[] rest])
{
    double pause = rest.Length > 0 ? double.Parse(rest[0], CultureInfo.InvariantCulture) : 60;
    StallReport stall = await new StalledReader().RunAsync(TimeSpan.FromSeconds(pause));
    Console.WriteLine(stall);
    return stall.IsSound ? 0 : 1;
}

double seconds = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 600;
int callers = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100;
int seed = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : Environment.TickCount;
const long Slack = 16 << 20;

Console.WriteLine($"{seconds} s, {callers} callers, seed {seed}");
SoakReport report = await new SoakRun(TimeSpan.FromSeconds(seconds), callers, seed).RunAsync(Console.WriteLine);
Console.WriteLine(report);
return report.Faults.Count == 0 && report.Memory.End - report.Memory.Warm < Slack ? 0 : 1;
