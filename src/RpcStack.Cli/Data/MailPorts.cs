namespace RpcStack.Cli.Data;

/// <summary>Where mail is served by default: the real ports, moved to where nobody needs to be root.</summary>
internal static class MailPorts
{
    public const int Smtp = 2525;
    public const int Submission = 5870;
    public const int Pop3 = 1100;
    public const int Rpc = 5302;
}
