namespace RpcStack.TestContracts;

/// <summary>A union.</summary>
[RpcUnion]
[RpcCase<Circle>(1)]
[RpcCase<Square>(2)]
public abstract record Figure
{
    /// <summary>The name that people gave it.</summary>
    public string Label { get; init; } = "";
}

/// <summary>A case.</summary>
[RpcMessage]
public sealed record Circle(double Radius) : Figure;

/// <summary>A case.</summary>
[RpcMessage]
public sealed record Square(double Side) : Figure;
