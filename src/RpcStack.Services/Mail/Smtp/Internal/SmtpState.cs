namespace RpcStack.Services.Mail.Smtp;

/// <summary>How far a session's dialogue has come (RFC 5321 §4.1.4).</summary>
[Flags]
internal enum SmtpState
{
    /// <summary>Nobody said hello yet.</summary>
    Fresh = 1,

    /// <summary>There is no transaction.</summary>
    Ready = 2,

    /// <summary>There is one, with a sender.</summary>
    Sender = 4,

    /// <summary>It has a recipient too.</summary>
    Recipients = 8,

    /// <summary>A part of its message came, in a chunk.</summary>
    Chunks = 16,

    /// <summary>The connection is to be closed.</summary>
    Closed = 32,

    /// <summary>Whatever.</summary>
    Any = Fresh | Ready | Sender | Recipients | Chunks,
}
