using RpcStack.Benchmarks;
using RpcStack.Benchmarks.Codecs;
using RpcStack.Benchmarks.Dynamic;
using RpcStack.Benchmarks.Grpc;
using RpcStack.Benchmarks.Processes;
using RpcStack.Benchmarks.Reports;
using RpcStack.Benchmarks.Scale;
using RpcStack.Benchmarks.Workloads;

if (args is [Server.Command, .. string[] rest])
{
    await Server.RunAsync(rest);
    return 0;
}

if (args is [GrpcServer.Command])
{
    await GrpcServer.RunAsync();
    return 0;
}

if (Settings.Parse(args) is not { } settings)
{
    Console.Error.WriteLine(Settings.Usage);
    return 2;
}

var report = new Report();
report.Say($"{Environment.ProcessorCount} processors, load average {Report.Load}, .NET {Environment.Version}");
// Free placement comes first: a process that was pinned has made threads that stay so.
foreach (int? core in settings.Workloads.Any() ? settings.Placements : [])
{
    using ServerProcess server = await ServerProcess.StartAsync(core);
    if (core is { } pinned) Placement.Pin(pinned);
    await new Suite(settings, server, core is null ? "free" : "pinned", report).RunAsync();
}

if (settings.Names.Contains("connections")) await ManyConnections.RunAsync(settings, report);
if (settings.Names.Contains("idle")) await IdleConnections.RunAsync(settings, report);
if (settings.Names.Contains("grpc")) await GrpcComparison.RunAsync(settings, report);
if (settings.Names.Contains("codecs")) CodecBenchmarks.Run();
if (settings.Names.Contains("dynamic")) DynamicBenchmarks.Run();
report.Say($"load average {Report.Load}");
if (settings.JsonFile is { } file) report.Save(file);
return 0;
