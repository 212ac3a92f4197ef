using System.Net;
using RpcStack.Cli.Serving;
using RpcStack.Transports;
using Spectre.Console;

namespace RpcStack.Cli.Output;

/// <summary>Says where the doors of a mail host are, one a line for scripts, and how to knock, for people.</summary>
internal static class MailReport
{
    public static void Write(MailDoors doors, MailPlan plan)
    {
        Line("folder", plan.Folder);
        foreach ((string name, IPEndPoint endPoint) in doors.Mail) Line(name, endPoint.ToString());
        foreach (RpcEndpoint endpoint in doors.RpcEndpoints) Line($"rpc+{endpoint.Scheme}", $"{endpoint}  Mail.MailSender");
        if (doors.GrpcAddress is { } grpc) Line("grpc", $"{grpc}  Mail.MailSender");
        IPEndPoint smtp = doors.Mail[0].EndPoint;
        string user = plan.Users[0].Split(':')[0];
        Terminal.Out.WriteLine();
        Terminal.Out.MarkupLine("[dim]Try, in another terminal:[/]");
        Console.WriteLine(
            $"  rpcstack mail send --server {smtp} --from me@example.net --to {user}@{plan.Domain} --text hello --transcript");
        Console.WriteLine($"  nc -C {smtp.Address} {smtp.Port}");
        Terminal.Out.WriteLine();
        Terminal.Out.MarkupLine("[dim]Ctrl+C stops.[/]");
    }

    // Written past Spectre, which would break a line that a script reads.
    private static void Line(string what, string where) => Console.WriteLine($"{what,-11} {where}");
}
