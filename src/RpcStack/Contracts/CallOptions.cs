using RpcStack.Promises;

namespace RpcStack;

/// <summary>What one stub's calls carry beside their parameters; see <see cref="RpcStubExtensions.With"/>.</summary>
public sealed record CallOptions
{
    /// <summary>Nothing but what the channel does by default.</summary>
    public static CallOptions Default { get; } = new();

    /// <summary>
    /// The time a call may take, from the moment it is made. Null is the channel's default. A call made while serving
    /// another never gets more than what is left of that one's.
    /// </summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>
    /// Whether a call waits, within its deadline, until the server can be reached; false means that it fails with the
    /// attempt to connect that it waited for.
    /// </summary>
    public bool WaitForReady { get; init; }

    /// <summary>Names and values that go with the request.</summary>
    public Metadata? Metadata { get; init; }

    /// <summary>Where the stack puts a stub for the result before it is there, or null.</summary>
    internal PromiseSlot? Promise { get; init; }

    /// <summary>Called with what came with the response or fault, before the call completes.</summary>
    public Action<Metadata>? OnResponseMetadata { get; init; }
}
