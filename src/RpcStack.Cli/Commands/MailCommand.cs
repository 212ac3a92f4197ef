using System.CommandLine;

namespace RpcStack.Cli.Commands;

/// <summary><c>rpcstack mail</c>.</summary>
internal sealed class MailCommand : Command
{
    public MailCommand() : base("mail", "Sends mail.") => Add(new MailSendCommand());
}
