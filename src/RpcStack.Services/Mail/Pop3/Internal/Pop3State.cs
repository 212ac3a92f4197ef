namespace RpcStack.Services.Mail.Pop3;

/// <summary>How far a session has come (RFC 1939 §3).</summary>
[Flags]
internal enum Pop3State
{
    /// <summary>Nobody has logged in.</summary>
    Authorization = 1,

    /// <summary>A mailbox is open.</summary>
    Transaction = 2,

    /// <summary>The connection is to be closed.</summary>
    Closed = 4,
}
