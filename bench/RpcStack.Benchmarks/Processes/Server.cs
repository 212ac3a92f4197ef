using System.Globalization;
using RpcStack.Benchmarks.Contracts;
using RpcStack.Benchmarks.Raw;
using RpcStack.Transports;

namespace RpcStack.Benchmarks.Processes;

/// <summary>
/// The other process. It says on its output where it listens, and answers each line of its input with a line: what it has
/// used. The end of its input is its own.
/// </summary>
internal static class Server
{
    public const string Command = "serve";
    public const string Use = "use";
    public const string Collect = "collect";

    public static async Task RunAsync(string[] arguments)
    {
        if (arguments is [string core, ..]) Placement.Pin(int.Parse(core, CultureInfo.InvariantCulture));
        using var raw = new RawServer();
        Console.WriteLine(raw.Listen());
        foreach (ReadSide side in Enum.GetValues<ReadSide>())
        {
            var server = new RpcServer(new() { Connection = new() { ReadSide = side } });
            server.Map<IEcho>(new Echo());
            Console.WriteLine(await server.ListenAsync("rpc+tcp://127.0.0.1:0").ConfigureAwait(false));
        }

        while (await Console.In.ReadLineAsync().ConfigureAwait(false) is { } line)
            Console.WriteLine(Usage.Take(collects: line == Collect));
        Environment.Exit(0);
    }
}
