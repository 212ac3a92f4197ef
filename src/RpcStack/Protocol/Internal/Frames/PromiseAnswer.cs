namespace RpcStack.Protocol.Internal.Frames;

/// <summary>The body of a RESPONSE to a call that promised its result: one octet, in every wire format.</summary>
internal static class PromiseAnswer
{
    /// <summary>The object is there.</summary>
    public const byte Holds = 0;

    /// <summary>It is, and calls on it wait until the caller has described its build of the contract.</summary>
    public const byte NeedsSchema = 1;
}
