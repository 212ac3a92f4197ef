namespace RpcStack.Benchmarks.Contracts;

/// <summary>The small message: an int32 and 32 characters.</summary>
[RpcMessage]
internal sealed partial record Sample(int Number, string Text)
{
    public static Sample Default { get; } = new(123_456_789, "0123456789abcdef0123456789ABCDEF");
}
