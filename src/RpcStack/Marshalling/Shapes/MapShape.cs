namespace RpcStack.Marshalling;

/// <summary>Keys and values, each key once.</summary>
public sealed class MapShape(Shape key, Shape value, Bound bound = default) : Shape
{
    /// <summary>A key.</summary>
    public Shape Key { get; } = key;

    /// <summary>A value.</summary>
    public Shape Value { get; } = value;

    /// <summary>The limit on how many entries there are.</summary>
    public Bound Bound { get; } = bound;
}
