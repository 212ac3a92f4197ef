using System.Diagnostics;
using RpcStack.Transports;

namespace RpcStack.Tests.Calls;

/// <summary>tests/Contracts/RpcStack.TestServer, in a process that a test may kill.</summary>
internal static class TestServerProcess
{
    public static Process Start(out RpcEndpoint endpoint, string at = "rpc+tcp://127.0.0.1:0")
    {
        string server = Path.Combine(AppContext.BaseDirectory, "RpcStack.TestServer.dll");
        var start = new ProcessStartInfo("dotnet", [server, at]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        Process process = Process.Start(start)!;
        endpoint = RpcEndpoint.Parse(process.StandardOutput.ReadLine()!);
        return process;
    }
}
