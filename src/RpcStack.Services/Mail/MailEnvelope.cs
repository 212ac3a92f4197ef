namespace RpcStack.Services.Mail;

/// <summary>Who sends a message, and to whom, whatever its header says (RFC 5321 §2.3.1).</summary>
/// <param name="Sender">The reverse-path, to which a message that cannot be delivered returns; empty: nobody.</param>
/// <param name="Recipients">The forward-paths.</param>
/// <param name="Notify">Of what the sender wants to hear.</param>
/// <param name="Return">What of the message comes back with a report of failure.</param>
/// <param name="Id">A name by which the sender recognises a report (RFC 3461 §4.4); empty: none.</param>
[RpcMessage]
public sealed partial record MailEnvelope(
    string Sender,
    IReadOnlyList<string> Recipients,
    MailNotify Notify = MailNotify.Unspecified,
    MailReturn Return = MailReturn.Unspecified,
    string Id = "");
