namespace RpcStack.Marshalling;

/// <summary>One of several messages, told apart by a discriminator.</summary>
public sealed class UnionShape : Shape
{
    private readonly FieldShape[] _cases;
    private readonly Dictionary<long, int> _indexByLabel = [];
    private readonly int _defaultIndex = -1;

    /// <summary>Makes a union's shape: its cases are told apart by their numbers.</summary>
    /// <param name="name">The name on the wire.</param>
    /// <param name="cases">The cases, by ascending <see cref="FieldShape.Number"/>.</param>
    public UnionShape(string name, params FieldShape[] cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        Name = name;
        _cases = cases;
        for (int i = 0; i < cases.Length; i++) _indexByLabel.TryAdd(cases[i].Number, i);
    }

    /// <summary>Makes a union's shape: its cases are told apart by their labels.</summary>
    /// <param name="name">The name on the wire.</param>
    /// <param name="discriminator">An integer, a boolean, a character or an enumeration.</param>
    /// <param name="cases">The cases, by ascending <see cref="FieldShape.Number"/>.</param>
    public UnionShape(string name, Shape discriminator, params FieldShape[] cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        Name = name;
        _cases = cases;
        Discriminator = discriminator;
        DiscriminatorKind = UnionLabel.KindOf(discriminator);
        for (int i = 0; i < cases.Length; i++)
        {
            foreach (long label in cases[i].Labels) _indexByLabel.TryAdd(label, i);
            if (cases[i].Labels.Count == 0) _defaultIndex = i;
        }
    }

    /// <summary>The name on the wire.</summary>
    public string Name { get; }

    /// <summary>What the cases are told apart by, or null where it is their numbers.</summary>
    public Shape? Discriminator { get; }

    /// <summary>The cases, by ascending <see cref="FieldShape.Number"/>.</summary>
    public IReadOnlyList<FieldShape> Cases => _cases;

    internal ScalarKind DiscriminatorKind { get; } = ScalarKind.Int32;

    /// <summary>
    /// The index in <see cref="Cases"/> of the case that <paramref name="label"/> stands for, the default's where there is
    /// no other, or -1.
    /// </summary>
    public int IndexOf(long label) => _indexByLabel.TryGetValue(label, out int index) ? index : _defaultIndex;

    /// <summary>The index in <see cref="Cases"/> of the case that is protobuf's field with that number, or -1.</summary>
    internal int IndexOfField(int number)
    {
        for (int i = 0; i < _cases.Length; i++)
            if (_cases[i].Number == number) return i;
        return -1;
    }
}
