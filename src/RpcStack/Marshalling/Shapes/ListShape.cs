namespace RpcStack.Marshalling;

/// <summary>A sequence of values of one shape.</summary>
public sealed class ListShape(Shape element, Bound bound = default) : Shape
{
    /// <summary>An element.</summary>
    public Shape Element { get; } = element;

    /// <summary>The limit on how many there are.</summary>
    public Bound Bound { get; } = bound;
}
