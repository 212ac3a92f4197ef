namespace RpcStack.Protocol;

/// <summary>How a connection fares.</summary>
public enum RpcConnectionState
{
    /// <summary>Calls can be made.</summary>
    Open = 0,

    /// <summary>Calls can be made, but the peer has been silent for a while and has not answered a PING yet.</summary>
    Suspect = 1,

    /// <summary>One side has said GOAWAY: running calls end, and new ones are made elsewhere.</summary>
    Draining = 2,

    /// <summary>It is over.</summary>
    Closed = 3,
}
