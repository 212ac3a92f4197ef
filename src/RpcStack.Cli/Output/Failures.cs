using System.Net.Sockets;
using RpcStack.Cli.Idl;
using RpcStack.Marshalling;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Zones;
using RpcStack.Services.Files;
using RpcStack.Services.Files.Ftp;
using RpcStack.Services.Mail.Smtp;

namespace RpcStack.Cli.Output;

/// <summary>Turns what a command threw into lines for the user. A stack trace would tell them nothing.</summary>
internal static class Failures
{
    public static async Task<int> ReportAsync(Func<Task<int>> command)
    {
        try
        {
            return await command().ConfigureAwait(false);
        }
        catch (ZoneFileException bad)
        {
            // file(line,col) at the start of the line is where editors look for it.
            foreach (ZoneFileError error in bad.Errors) Console.Error.WriteLine(error);
            return ExitCode.Failed;
        }
        catch (SourceException bad)
        {
            foreach (string mistake in bad.Mistakes) Console.Error.WriteLine(mistake);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            Terminal.Error("stopped");
            return ExitCode.Failed;
        }
        catch (Exception failure)
        {
            Terminal.Error(Describe(failure));
            return failure is CliException own ? own.ExitCode : ExitCode.Failed;
        }
    }

    private static string Describe(Exception failure) => failure switch
    {
        RpcException call => $"{call.Status} ({call.Phase.ToString().ToLowerInvariant()}): {call.Message}",
        FileFault or FtpException => failure.Message,
        RpcFault fault => $"{fault.GetType().Name}: {fault.Message}",
        CliException or DnsException or SmtpException or TimeoutException or MarshalException or SocketException => failure.Message,
        IOException or UnauthorizedAccessException or ArgumentException => failure.Message,
        _ => $"{failure.GetType().Name}: {failure.Message}",
    };
}
