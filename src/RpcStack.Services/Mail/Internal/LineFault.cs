namespace RpcStack.Services.Mail;

/// <summary>What is wrong with a line.</summary>
internal enum LineFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The peer closed the connection instead.</summary>
    End,

    /// <summary>It is longer than was allowed; all of it was skipped.</summary>
    TooLong,

    /// <summary>It holds a CR or an LF that is not part of CRLF, or a NUL.</summary>
    BareBreak,

    /// <summary>It is not UTF-8.</summary>
    NotUtf8,
}
