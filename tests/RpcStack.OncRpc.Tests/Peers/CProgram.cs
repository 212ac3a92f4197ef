using System.Diagnostics;
using RpcStack.Tests;

namespace RpcStack.OncRpc.Tests.Peers;

/// <summary>interop.c with what rpcgen makes of interop.x, compiled once for the tests that run it.</summary>
public sealed class CProgram : IDisposable
{
    public const string Headers = "/usr/include/tirpc/rpc/rpc.h";

    private static readonly string Here = Path.Combine(AppContext.BaseDirectory, "Peers");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rpcstack");
    private readonly Lazy<Task<string>> _program;

    public CProgram() => _program = new(BuildAsync);

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Where it is.</summary>
    public Task<string> GetAsync() => _program.Value;

    /// <summary>Runs it, and gives the lines that it prints.</summary>
    public async Task<string[]> RunAsync(params string[] arguments) =>
        (await Peer.RunAsync(await GetAsync(), arguments)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Starts its server, and gives the port.</summary>
    public async Task<(Process Process, int Port)> ServeAsync(string kind)
    {
        Process process = Process.Start(new ProcessStartInfo(await GetAsync(), ["serve", kind]) { RedirectStandardOutput = true })!;
        return (process, int.Parse((await process.StandardOutput.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture));
    }

    private async Task<string> BuildAsync()
    {
        // rpcgen names the header after the file that it is given.
        foreach (string name in (string[])["interop.x", "interop.c"])
            File.Copy(Path.Combine(name == "interop.x" ? AppContext.BaseDirectory : Here, name), Path.Combine(_folder.FullName, name));
        await Peer.RunAsync("bash", ["-c", """
            cd "$0"
            rpcgen -C -N -h -o interop.h interop.x && rpcgen -C -N -c -o interop_xdr.c interop.x &&
            rpcgen -C -N -l -o interop_clnt.c interop.x && rpcgen -C -N -m -o interop_svc.c interop.x &&
            gcc -w -I. -I/usr/include/tirpc interop*.c -o interop -ltirpc
            """, _folder.FullName]);
        return Path.Combine(_folder.FullName, "interop");
    }
}
