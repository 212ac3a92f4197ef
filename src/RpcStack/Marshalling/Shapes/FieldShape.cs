namespace RpcStack.Marshalling;

/// <summary>A field of a message, or a case of a union. The shape is asked for late, because types may be recursive.</summary>
/// <param name="number">A field's position from 0, a case's number from 1.</param>
/// <param name="name">The name in the contract.</param>
/// <param name="shape">What stands there.</param>
/// <param name="labels">The labels of a case of a union that has a discriminator; none for its default case.</param>
public sealed class FieldShape(int number, string name, Func<Shape> shape, params long[] labels)
{
    private Shape? _shape;
    private int _protobufWires;

    /// <summary>
    /// A field's position from 0, or a case's number from 1: protobuf's field number, where 1 is the discriminator's if
    /// the union has one.
    /// </summary>
    public int Number { get; } = number;

    /// <summary>The name in the contract.</summary>
    public string Name { get; } = name;

    /// <summary>The values of the union's discriminator that stand for the case.</summary>
    public IReadOnlyList<long> Labels { get; } = labels;

    /// <summary>What stands there.</summary>
    public Shape Shape => _shape ??= shape();

    /// <summary>Whether protobuf's field may come with <paramref name="wire"/>; with another it is an unknown field.</summary>
    internal bool AcceptsWire(int wire)
    {
        if (_protobufWires == 0) _protobufWires = ProtobufWire.Accepted(Shape);
        return (_protobufWires >> wire & 1) != 0;
    }
}
