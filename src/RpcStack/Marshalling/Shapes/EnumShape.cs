namespace RpcStack.Marshalling;

/// <summary>An enumeration; every format writes its underlying number.</summary>
/// <param name="name">The name on the wire.</param>
/// <param name="underlying">The number's type.</param>
/// <param name="values">Names and numbers; unsigned 64-bit numbers are reinterpreted.</param>
public sealed class EnumShape(string name, ScalarKind underlying, IReadOnlyList<KeyValuePair<string, long>> values) : Shape
{
    /// <summary>The name on the wire.</summary>
    public string Name { get; } = name;

    /// <summary>The number's type.</summary>
    public ScalarKind Underlying { get; } = underlying;

    /// <summary>Names and numbers, as declared.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Values { get; } = values;
}
