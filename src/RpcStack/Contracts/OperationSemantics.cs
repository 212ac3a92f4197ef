namespace RpcStack;

/// <summary>What a caller may assume of how often its call runs (Birrell and Nelson, 1984).</summary>
public enum OperationSemantics
{
    /// <summary>Once, or not at all: a call that may have started is never resent.</summary>
    AtMostOnce,

    /// <summary>Once or several times, with the same effect.</summary>
    Idempotent,

    /// <summary>Sent once and not answered.</summary>
    Oneway,
}
