namespace RpcStack.Marshalling;

/// <summary>A scalar; text and octets may be bounded.</summary>
public sealed class ScalarShape(ScalarKind kind, Bound bound = default) : Shape
{
    /// <summary>Which scalar.</summary>
    public ScalarKind Kind { get; } = kind;

    /// <summary>The limit on its octets.</summary>
    public Bound Bound { get; } = bound;
}
