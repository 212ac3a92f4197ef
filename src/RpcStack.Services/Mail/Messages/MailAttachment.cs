namespace RpcStack.Services.Mail.Messages;

/// <summary>A file that goes with a message.</summary>
/// <param name="FileName">What it is called.</param>
/// <param name="Content">Its octets.</param>
/// <param name="MediaType">What it is.</param>
public sealed record MailAttachment(string FileName, byte[] Content, string MediaType = "application/octet-stream");
