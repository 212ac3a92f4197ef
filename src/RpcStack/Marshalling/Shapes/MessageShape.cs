namespace RpcStack.Marshalling;

/// <summary>Fields, by ascending position; positions may have gaps.</summary>
public sealed class MessageShape : Shape
{
    private readonly FieldShape[] _fields;
    private readonly int[]? _indexByPosition;

    /// <summary>Makes a message's shape.</summary>
    /// <param name="name">The name on the wire.</param>
    /// <param name="fields">The fields, by ascending <see cref="FieldShape.Number"/>.</param>
    public MessageShape(string name, params FieldShape[] fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        Name = name;
        _fields = fields;
        Width = fields.Length == 0 ? 0 : fields[^1].Number + 1;
        if (Width == fields.Length) return;
        _indexByPosition = new int[Width];
        Array.Fill(_indexByPosition, -1);
        for (int i = 0; i < fields.Length; i++) _indexByPosition[fields[i].Number] = i;
    }

    /// <summary>The name on the wire.</summary>
    public string Name { get; }

    /// <summary>The fields, by ascending position.</summary>
    public IReadOnlyList<FieldShape> Fields => _fields;

    /// <summary>One more than the last position.</summary>
    public int Width { get; }

    /// <summary>The index in <see cref="Fields"/> of the field at <paramref name="position"/>, or -1.</summary>
    public int IndexOf(int position) =>
        (uint)position >= (uint)Width ? -1 : _indexByPosition is null ? position : _indexByPosition[position];

    /// <summary>The position of the field at <paramref name="index"/> in <see cref="Fields"/>.</summary>
    internal int PositionOf(int index) => _indexByPosition is null ? index : _fields[index].Number;

    internal bool HasGaps => _indexByPosition is not null;

    // Without the interface's indirection, for the hot path.
    internal int Count => _fields.Length;

    internal FieldShape FieldAt(int index) => _fields[index];
}
