namespace RpcStack.Services.Mail.Smtp;

/// <summary>What a server says (RFC 5321 §4.2.3, RFC 3463).</summary>
internal static class SmtpReplies
{
    public static readonly MailReply Ok = new(250, "2.0.0", "Ok");
    public static readonly MailReply Bye = new(221, "2.0.0", "Bye");
    public static readonly MailReply SenderOk = new(250, "2.1.0", "Sender ok");
    public static readonly MailReply RecipientOk = new(250, "2.1.5", "Recipient ok");
    public static readonly MailReply GoAhead = new(354, "", "End data with <CR><LF>.<CR><LF>");
    public static readonly MailReply StartTls = new(220, "2.0.0", "Ready to start TLS");
    public static readonly MailReply LoggedIn = new(235, "2.7.0", "Authentication succeeded");
    public static readonly MailReply NotVerified = new(252, "2.1.5", "Send some mail, and I will try to deliver it");
    public static readonly MailReply Help = new(214, "2.0.0", "See RFC 5321");

    public static readonly MailReply Busy = new(421, "4.3.2", "Too many connections, come back later");
    public static readonly MailReply Stopping = new(421, "4.3.2", "Closing: the server stops");
    public static readonly MailReply TooSlow = new(421, "4.4.2", "Closing: nothing came for too long");
    public static readonly MailReply TooManyErrors = new(421, "4.7.0", "Closing: too many errors");
    public static readonly MailReply NoMemory = new(452, "4.3.1", "Too much is coming in, try again later");
    public static readonly MailReply NoDisk = new(452, "4.3.1", "The message cannot be stored now");
    public static readonly MailReply TooManyRecipients = new(452, "4.5.3", "Too many recipients");

    public static readonly MailReply LineTooLongForCommand = new(500, "5.5.2", "The line is too long");
    public static readonly MailReply BareBreak =
        new(500, "5.5.2", "A line ends with <CR><LF>, and has no other <CR>, <LF> or <NUL>");
    public static readonly MailReply NotUtf8 = new(500, "5.5.2", "The line is not UTF-8");
    public static readonly MailReply Unknown = new(500, "5.5.1", "The command is not known");
    public static readonly MailReply NoParameters = new(501, "5.5.4", "The command takes no parameters");
    public static readonly MailReply BadName = new(501, "5.5.4", "Who are you? A name or an [address] is wanted");
    public static readonly MailReply BadPath = new(501, "5.1.7", "The path is malformed");
    public static readonly MailReply BadRecipient = new(501, "5.1.3", "The address is malformed");
    public static readonly MailReply BadParameter = new(501, "5.5.4", "A parameter is malformed");
    public static readonly MailReply UnknownParameter = new(555, "5.5.4", "A parameter is not known");
    public static readonly MailReply BadBase64 = new(501, "5.5.2", "That is no base64");
    public static readonly MailReply Cancelled = new(501, "5.7.0", "Authentication cancelled");
    public static readonly MailReply HelloFirst = new(503, "5.5.1", "Say hello first");
    public static readonly MailReply WrongHello =
        new(500, "5.5.1", "The other greeting is wanted here: LMTP has LHLO, SMTP has EHLO");
    public static readonly MailReply MailFirst = new(503, "5.5.1", "MAIL first");
    public static readonly MailReply Nested = new(503, "5.5.1", "A transaction is open already");
    public static readonly MailReply RecipientFirst = new(503, "5.5.1", "A valid RCPT first");
    public static readonly MailReply AlreadySecure = new(503, "5.5.1", "The connection is encrypted already");
    public static readonly MailReply NoTls = new(502, "5.5.1", "There is no TLS here");
    public static readonly MailReply NoAuth = new(502, "5.5.1", "Nobody logs in here");
    public static readonly MailReply AuthTwice = new(503, "5.5.1", "You have logged in already");
    public static readonly MailReply AuthNotNow = new(503, "5.5.1", "Not during a transaction");
    public static readonly MailReply UnknownMechanism = new(504, "5.5.4", "The mechanism is not known");
    public static readonly MailReply TlsFirst = new(538, "5.7.11", "Encryption is required for that: STARTTLS first");
    public static readonly MailReply LoginFirst = new(530, "5.7.0", "Authentication is required");
    public static readonly MailReply BadCredentials = new(535, "5.7.8", "The credentials are invalid");
    public static readonly MailReply NoSuchUser = new(550, "5.1.1", "There is no such user here");
    public static readonly MailReply NoRelay = new(550, "5.7.1", "This host does not relay for you");
    public static readonly MailReply WideAddress =
        new(553, "5.6.7", "The address is not ASCII, and MAIL did not say SMTPUTF8");
    public static readonly MailReply BareBreakInMessage =
        new(554, "5.6.0", "The message has <CR> or <LF> alone; nothing was taken");
    public static readonly MailReply Loop = new(554, "5.4.6", "The message runs in circles: too many Received lines");

    public static MailReply TooLarge(int max) => new(552, "5.3.4", $"A message has at most {max} octets here");

    public static MailReply LineTooLong(int max) =>
        new(554, "5.6.0", $"A line of the message is longer than {max} octets");

    public static MailReply Queued(string id) => new(250, "2.0.0", $"Ok: queued as {id}");
}
