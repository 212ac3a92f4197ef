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
        Line("smtp", doors.Smtp.ToString());
        Line("submission", doors.Submission.ToString());
        Line("pop3", doors.Pop3.ToString());
        foreach (RpcEndpoint endpoint in doors.RpcEndpoints) Line($"rpc+{endpoint.Scheme}", $"{endpoint}  Mail.MailSender");
        if (doors.GrpcAddress is { } grpc) Line("grpc", $"{grpc}  Mail.MailSender");
        string user = plan.Users[0].Split(':')[0];
        Terminal.Out.WriteLine();
        Terminal.Out.MarkupLine("[dim]Try, in another terminal:[/]");
        Console.WriteLine(
            $"  rpcstack mail send --server {doors.Smtp} --from me@example.net --to {user}@{plan.Domain} --text hello --transcript");
        Console.WriteLine($"  nc -C {doors.Smtp.Address} {doors.Smtp.Port}");
        Terminal.Out.WriteLine();
        Terminal.Out.MarkupLine("[dim]Ctrl+C stops.[/]");
    }

    // Written past Spectre, which would break a line that a script reads.
    private static void Line(string what, string where) => Console.WriteLine($"{what,-10} {where}");
}
