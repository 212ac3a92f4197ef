namespace RpcStack.Cli.Serving;

/// <summary>Who may log in.</summary>
internal sealed record FileUser(string Name, string Password);
