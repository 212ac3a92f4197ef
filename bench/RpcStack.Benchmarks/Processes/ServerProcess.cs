using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace RpcStack.Benchmarks.Processes;

/// <summary>The server, seen from the client: this program once more.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    /// <summary>Where the baseline listens, on loopback.</summary>
    public int RawPort { get; private init; }

    /// <summary>Where RpcStack listens.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Starts one, on one core where one is named.</summary>
    public static async Task<ServerProcess> StartAsync(int? core)
    {
        string self = Environment.ProcessPath!;
        var start = new ProcessStartInfo(self) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(self) == "dotnet") start.ArgumentList.Add(Assembly.GetEntryAssembly()!.Location);
        start.ArgumentList.Add(Server.Command);
        if (core is { } pinned) start.ArgumentList.Add(pinned.ToString(CultureInfo.InvariantCulture));
        Process process = Process.Start(start)!;
        return new ServerProcess(process)
        {
            RawPort = int.Parse(await ReadAsync(process).ConfigureAwait(false), CultureInfo.InvariantCulture),
            Endpoint = await ReadAsync(process).ConfigureAwait(false),
        };
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
