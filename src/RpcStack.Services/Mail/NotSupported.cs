namespace RpcStack.Services.Mail;

/// <summary>What was wanted needs an extension that the server does not have.</summary>
[RpcMessage]
public sealed partial class NotSupported(string extension, string reason) : RpcFault($"{reason} (no {extension})")
{
    /// <summary>The extension, as EHLO would have named it: <c>AUTH</c>, <c>SMTPUTF8</c>, <c>STARTTLS</c>.</summary>
    public string Extension { get; } = extension;

    /// <summary>What it was needed for.</summary>
    public string Reason { get; } = reason;
}
