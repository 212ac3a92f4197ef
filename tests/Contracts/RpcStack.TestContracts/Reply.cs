namespace RpcStack.TestContracts;

/// <summary>What an <see cref="Reply"/> is.</summary>
public enum ReplyStatus
{
    /// <summary>It went well.</summary>
    Fine = 0,

    /// <summary>It did not, and there is a text.</summary>
    Failed = 1,

    /// <summary>Nothing is known.</summary>
    Lost = -2,

    /// <summary>Nobody is there.</summary>
    Gone = 7,
}

/// <summary>A union with a discriminator: one label, several, none.</summary>
[RpcUnion(Discriminator = typeof(ReplyStatus))]
[RpcCase<Fine>(ReplyStatus.Fine)]
[RpcCase<Failed>(ReplyStatus.Failed)]
[RpcCase<Nothing>(ReplyStatus.Lost, ReplyStatus.Gone)]
[RpcCase<Other>]
public abstract partial record Reply
{
    /// <summary>A value.</summary>
    [RpcMessage]
    public sealed partial record Fine(int Value) : Reply;

    /// <summary>A text.</summary>
    [RpcMessage]
    public sealed partial record Failed(string Text) : Reply;

    /// <summary>No fields: a void arm.</summary>
    [RpcMessage]
    public sealed partial record Nothing([property: RpcDiscriminator] ReplyStatus Status) : Reply;

    /// <summary>The default arm.</summary>
    [RpcMessage]
    public sealed partial record Other(long Hint) : Reply
    {
        /// <summary>Which status it is.</summary>
        [RpcDiscriminator]
        public required ReplyStatus Status { get; init; }
    }
}
