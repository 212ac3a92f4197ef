namespace RpcStack.Marshalling;

/// <summary>A sequence of values of one shape.</summary>
public sealed class ListShape(Shape element, Bound bound = default) : Shape
{
    private int _elementWire = -1;

    /// <summary>An element.</summary>
    public Shape Element { get; } = element;

    /// <summary>The limit on how many there are.</summary>
    public Bound Bound { get; } = bound;

    /// <summary>The wire type of one element in protobuf.</summary>
    internal int ElementWire => _elementWire >= 0 ? _elementWire : _elementWire = ProtobufWire.Of(Element);
}
