namespace RpcStack.TestContracts;

/// <summary>A union told apart by a boolean.</summary>
[RpcUnion(Discriminator = typeof(bool))]
[RpcCase<On>(true)]
[RpcCase<Off>(false)]
public abstract record Switch;

/// <summary>True.</summary>
[RpcMessage]
public sealed record On(ulong Level) : Switch;

/// <summary>False.</summary>
[RpcMessage]
public sealed record Off : Switch;

/// <summary>A union told apart by unsigned numbers of 64 bits, with a class that can be set as its default.</summary>
[RpcUnion(Discriminator = typeof(ulong))]
[RpcCase<Largest>(ulong.MaxValue)]
[RpcCase<Rest>]
public abstract class Wide;

/// <summary>The largest.</summary>
[RpcMessage]
public sealed class Largest : Wide;

/// <summary>All others.</summary>
[RpcMessage]
public sealed class Rest : Wide
{
    /// <summary>Which.</summary>
    [RpcDiscriminator]
    public ulong Number { get; set; }
}
