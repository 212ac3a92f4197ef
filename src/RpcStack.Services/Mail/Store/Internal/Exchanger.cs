namespace RpcStack.Services.Mail.Store;

/// <summary>A server to try: what its certificate should call it, where it is, and how it is spoken to.</summary>
internal sealed record Exchanger(string Name, string Host, MailNextHop Hop);
