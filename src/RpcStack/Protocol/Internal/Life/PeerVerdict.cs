namespace RpcStack.Protocol.Internal.Life;

/// <summary>What is to be done about a peer.</summary>
internal enum PeerVerdict
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Ask it for a sign of life.</summary>
    Ask,

    /// <summary>It has given one.</summary>
    Alive,

    /// <summary>It was asked a while ago; ask once more, and prefer others.</summary>
    Suspect,

    /// <summary>It has not answered in time.</summary>
    Dead,
}
