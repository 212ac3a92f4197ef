namespace RpcStack.Cli.Idl.Format;

/// <summary>What stands between braces.</summary>
/// <param name="Kind">What it is the body of.</param>
/// <param name="IsInArm">Whether a union's label stands above, and what it is the label of is next.</param>
internal sealed record Block(BlockKind Kind, bool IsInArm = false);
