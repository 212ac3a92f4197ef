namespace RpcStack.Services.Dns.Resolving;

/// <summary>What a reply from an authority means.</summary>
internal enum ReplyKind
{
    /// <summary>It has the records, or says that there are none.</summary>
    Answer,

    /// <summary>The name is an alias of another one.</summary>
    Alias,

    /// <summary>Others are to be asked.</summary>
    Referral,

    /// <summary>The server is of no use for this question.</summary>
    Lame,
}
