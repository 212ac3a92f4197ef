namespace RpcStack.Services.Mail;

/// <summary>Hands a message over to be delivered.</summary>
/// <remarks>
/// Calls may overlap. A call that returns has made somebody else responsible for the message: it will reach each
/// recipient that was not refused, or come back to its sender. A call that is broken off says nothing of the kind.
/// </remarks>
[RpcContract]
public partial interface IMailSender
{
    /// <summary>Sends one message.</summary>
    /// <param name="envelope">From whom, and to whom.</param>
    /// <param name="message">The message (RFC 5322). Line breaks of any kind become CRLF.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <returns>What it is known by now, and the recipients that were refused while others were not.</returns>
    /// <exception cref="HeloError">A server on the way did not take our greeting.</exception>
    /// <exception cref="AuthenticationError">A server on the way did not take our credentials.</exception>
    /// <exception cref="NotSupported">The message needs what a server on the way cannot do.</exception>
    /// <exception cref="SenderRefused">The sender was refused.</exception>
    /// <exception cref="RecipientsRefused">Every recipient was refused.</exception>
    /// <exception cref="DataError">The message itself was refused.</exception>
    [Throws<HeloError>]
    [Throws<AuthenticationError>]
    [Throws<NotSupported>]
    [Throws<SenderRefused>]
    [Throws<RecipientsRefused>]
    [Throws<DataError>]
    ValueTask<MailReceipt> SendAsync(MailEnvelope envelope, byte[] message, CancellationToken cancel = default);
}
