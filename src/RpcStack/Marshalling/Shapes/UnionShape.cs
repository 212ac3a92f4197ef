namespace RpcStack.Marshalling;

/// <summary>One of several messages, told apart by a number.</summary>
public sealed class UnionShape(string name, params FieldShape[] cases) : Shape
{
    /// <summary>The name on the wire.</summary>
    public string Name { get; } = name;

    /// <summary>The cases, by ascending <see cref="FieldShape.Number"/>.</summary>
    public IReadOnlyList<FieldShape> Cases { get; } = cases;

    /// <summary>The index in <see cref="Cases"/> of the case with <paramref name="number"/>, or -1.</summary>
    public int IndexOf(int number)
    {
        for (int i = 0; i < cases.Length; i++)
            if (cases[i].Number == number) return i;
        return -1;
    }
}
