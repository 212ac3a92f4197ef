using System.Net;
using RpcStack.Cli.Serving;
using RpcStack.Transports;
using Spectre.Console;

namespace RpcStack.Cli.Output;

/// <summary>Says where the doors to files are, one a line for scripts, and how to knock, for people.</summary>
internal static class ServeFilesReport
{
    public static void Write(FileDoors doors, FileDoorsPlan plan)
    {
        Line("files", $"{plan.Directory.FullName}{(plan.IsWritable ? "" : "  for reading only")}");
        Line("ftp", doors.FtpEndPoint.ToString());
        foreach (RpcEndpoint endpoint in doors.RpcEndpoints) Line($"rpc+{endpoint.Scheme}", endpoint.ToString());
        if (doors.GrpcAddress is { } grpc) Line("grpc", grpc);
        Terminal.Out.WriteLine();
        Terminal.Out.MarkupLine("[dim]Try, in another terminal:[/]");
        string login = plan.Users.Count > 0 ? $"{plan.Users[0].Name}:…@" : "";
        IPEndPoint ftp = doors.FtpEndPoint;
        Console.WriteLine($"  curl ftp://{login}{ftp}/");
        Console.WriteLine($"  rpcstack ls ftp://{login}{ftp}/");
        if (doors.RpcEndpoints.Count > 0) Console.WriteLine($"  rpcstack ls {doors.RpcEndpoints[0]}/");
        if (doors.GrpcAddress is { } address) Console.WriteLine($"  rpcstack ls {address}/");
        Terminal.Out.WriteLine();
        Terminal.Out.MarkupLine("[dim]Ctrl+C stops.[/]");
    }

    // Written past Spectre, which would break a line that a script reads.
    private static void Line(string what, string where) => Console.WriteLine($"{what,-8} {where}");
}
