namespace RpcStack;

/// <summary>Which of the two sides sends one message, and which a stream.</summary>
public enum OperationKind
{
    /// <summary>One request, one response.</summary>
    Unary,

    /// <summary>One request, a stream of items back.</summary>
    ServerStream,

    /// <summary>A request and a stream of items, one response.</summary>
    ClientStream,

    /// <summary>A request and a stream of items, a stream of items back.</summary>
    Duplex,
}
