namespace RpcStack.OncRpc.Internal.Messages;

/// <summary>What a message turned out to be.</summary>
internal enum CallReading
{
    /// <summary>A call.</summary>
    Call,

    /// <summary>No call, or one that ends before it says what it calls: it is not answered.</summary>
    NoCall,

    /// <summary>A call of another version of the protocol.</summary>
    OtherVersion,

    /// <summary>A call whose credential is too long, or not all there.</summary>
    BadCredential,

    /// <summary>A call whose verifier is too long, or not all there.</summary>
    BadVerifier,
}
