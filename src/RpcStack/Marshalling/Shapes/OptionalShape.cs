namespace RpcStack.Marshalling;

/// <summary>A value that may be null.</summary>
public sealed class OptionalShape(Shape value) : Shape
{
    /// <summary>The value that may be there.</summary>
    public Shape Value { get; } = value;
}
