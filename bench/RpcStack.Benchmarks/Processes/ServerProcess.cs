using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using RpcStack.Transports;

namespace RpcStack.Benchmarks.Processes;

/// <summary>The server, seen from the client: this program once more.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    /// <summary>Where the baseline listens, on loopback.</summary>
    public int RawPort { get; private init; }

    /// <summary>Where RpcStack listens, with each read side.</summary>
    public IReadOnlyDictionary<ReadSide, string> Endpoints { get; private init; } = new Dictionary<ReadSide, string>();

    /// <summary>Where RpcStack listens as it does by default.</summary>
    public string Endpoint => Endpoints[ReadSide.Asynchronous];

    /// <summary>Starts one, on one core where one is named.</summary>
    public static async Task<ServerProcess> StartAsync(int? core)
    {
        string self = Environment.ProcessPath!;
        var start = new ProcessStartInfo(self) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(self) == "dotnet") start.ArgumentList.Add(Assembly.GetEntryAssembly()!.Location);
        start.ArgumentList.Add(Server.Command);
        if (core is { } pinned) start.ArgumentList.Add(pinned.ToString(CultureInfo.InvariantCulture));
        Process process = Process.Start(start)!;
        int rawPort = int.Parse(await ReadAsync(process).ConfigureAwait(false), CultureInfo.InvariantCulture);
        var endpoints = new Dictionary<ReadSide, string>();
        foreach (ReadSide side in Enum.GetValues<ReadSide>())
            endpoints[side] = await ReadAsync(process).ConfigureAwait(false);
        return new ServerProcess(process) { RawPort = rawPort, Endpoints = endpoints };
    }

    /// <summary>What it has used so far.</summary>
    public async Task<Usage> UseAsync(bool collects = false)
    {
        await _process.StandardInput.WriteLineAsync(collects ? Server.Collect : Server.Use).ConfigureAwait(false);
        await _process.StandardInput.FlushAsync().ConfigureAwait(false);
        return Usage.Parse(await ReadAsync(_process).ConfigureAwait(false));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5))) _process.Kill();
        _process.Dispose();
    }

    private static async Task<string> ReadAsync(Process process) =>
        await process.StandardOutput.ReadLineAsync().ConfigureAwait(false)
        ?? throw new InvalidOperationException("The server process ended.");
}
