namespace RpcStack;

/// <summary>A reference, on either side of its connection.</summary>
/// <param name="Contract">The contract that the object is held by.</param>
/// <param name="Id">Which object, in its owner's table for that connection: slot and generation, or a promise.</param>
/// <param name="Since">When it was first sent or received.</param>
/// <param name="Count">How often it was sent or received, and not given back.</param>
public sealed record RpcReference(string Contract, string Id, DateTimeOffset Since, ulong Count)
{
    /// <summary>The object's type, on its owner's side; null on the other.</summary>
    public string? Type { get; init; }

    /// <summary>Until when it is held unless the holder renews it, as this side knows.</summary>
    public DateTimeOffset LeaseEnds { get; init; }

    /// <summary>The stack that sent or received it first, where <see cref="Protocol.RpcConnectionOptions.TracesReferences"/>; otherwise null.</summary>
    public string? Stack { get; init; }
}
