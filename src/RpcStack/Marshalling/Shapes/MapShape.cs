namespace RpcStack.Marshalling;

/// <summary>Keys and values, each key once.</summary>
public sealed class MapShape(Shape key, Shape value) : Shape
{
    /// <summary>A key.</summary>
    public Shape Key { get; } = key;

    /// <summary>A value.</summary>
    public Shape Value { get; } = value;
}
