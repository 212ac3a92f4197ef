namespace RpcStack.Marshalling;

/// <summary>A field of a message, or a case of a union. The shape is asked for late, because types may be recursive.</summary>
public sealed class FieldShape(int number, string name, Func<Shape> shape)
{
    private Shape? _shape;
    private int _protobufWires;

    /// <summary>A field's position from 0, or a case's number from 1.</summary>
    public int Number { get; } = number;

    /// <summary>The name in the contract.</summary>
    public string Name { get; } = name;

    /// <summary>What stands there.</summary>
    public Shape Shape => _shape ??= shape();

    /// <summary>Whether protobuf's field may come with <paramref name="wire"/>; with another it is an unknown field.</summary>
    internal bool AcceptsWire(int wire)
    {
        if (_protobufWires == 0) _protobufWires = ProtobufWire.Accepted(Shape);
        return (_protobufWires >> wire & 1) != 0;
    }
}
