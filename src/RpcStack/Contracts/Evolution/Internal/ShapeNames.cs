using RpcStack.Marshalling;

namespace RpcStack.Evolution;

/// <summary>
/// Turns shapes into the types of a text. Two shapes of one name are one type if they have the same structure; if not
/// (<c>Page</c> of this and <c>Page</c> of that), the second to appear is called <c>Page#2</c>.
/// </summary>
internal sealed class ShapeNames
{
    private readonly Dictionary<Shape, string> _nameByShape = [];
    private readonly Dictionary<string, Shape> _shapeByName = new(StringComparer.Ordinal);
    private readonly Queue<Shape> _undefined = new();
    private readonly Dictionary<string, NamedType> _definitions = new(StringComparer.Ordinal);
    private readonly List<TypeReference> _references = [];
    private int _depth;

    /// <summary>A request: its fields stand where it is used, whatever its name.</summary>
    public MessageType Parameters(Shape shape) => shape is MessageShape message
        ? new("", Fields(message.Fields))
        : throw new InvalidOperationException("An operation's parameters are a message.");

    /// <summary>A response; one without fields is no result, whatever its name.</summary>
    public SchemaType Result(Shape shape) =>
        shape is MessageShape { Fields.Count: 0 } ? new MessageType("", []) : Use(shape);

    /// <summary>A type where it is used.</summary>
    public SchemaType Use(Shape shape)
    {
        if (_depth == SchemaLimits.MaxNesting)
            throw new InvalidOperationException("A type without a name nests too deep for a contract's text.");
        _depth++;
        SchemaType type = shape switch
        {
            ScalarShape scalar => new ScalarType(scalar.Kind, Convert(scalar.Bound)),
            OptionalShape optional => new OptionalType(Use(optional.Value)),
            ListShape list => new ListType(Use(list.Element), Convert(list.Bound)),
            MapShape map => new MapType(Use(map.Key), Use(map.Value), Convert(map.Bound)),
            ReferenceShape reference => new ReferenceType(reference.Contract),
            MessageShape { Name: "" } message => new MessageType("", Fields(message.Fields)),
            _ => Name(shape),
        };
        _depth--;
        return type;
    }

    /// <summary>A named type where it is used.</summary>
    public TypeReference Name(Shape shape)
    {
        if (!_nameByShape.TryGetValue(shape, out string? name))
        {
            name = Choose(shape);
            _nameByShape.Add(shape, name);
        }

        TypeReference reference = new(name);
        _references.Add(reference);
        return reference;
    }

    /// <summary>Every type that was named so far, and those that they name.</summary>
    public IEnumerable<NamedType> Complete()
    {
        while (_undefined.TryDequeue(out Shape? shape)) _definitions.Add(_nameByShape[shape], Define(shape));
        foreach (TypeReference reference in _references) reference.Target = _definitions[reference.Name];
        return _definitions.Values;
    }

    private string Choose(Shape shape)
    {
        string original = ShapeStructure.NameOf(shape);
        string name = original;
        for (int i = 2; _shapeByName.TryGetValue(name, out Shape? other); i++)
        {
            if (ShapeStructure.AreSame(shape, other)) return name;
            name = $"{original}#{i}";
        }

        _shapeByName.Add(name, shape);
        _undefined.Enqueue(shape);
        return name;
    }

    private NamedType Define(Shape shape) => shape switch
    {
        MessageShape message => new MessageType(_nameByShape[shape], Fields(message.Fields)),
        UnionShape union => Union(union),
        EnumShape enumeration => new EnumType(_nameByShape[shape], enumeration.Underlying, Values(enumeration)),
        _ => throw new NotSupportedException($"A contract's text has no {shape.GetType().Name}."),
    };

    private UnionType Union(UnionShape union)
    {
        bool isUnsigned = union.DiscriminatorKind == ScalarKind.UInt64;
        return new(
            _nameByShape[union],
            union.Discriminator is null ? null : Use(union.Discriminator),
            union.Cases.Select(c => new SchemaCase(
                c.Number, c.Name, Use(c.Shape), [.. c.Labels.Select(l => isUnsigned ? (ulong)l : (decimal)l)])));
    }

    private List<SchemaField> Fields(IReadOnlyList<FieldShape> fields) =>
        [.. fields.Select(f => new SchemaField(f.Number, f.Name, Use(f.Shape)))];

    private static IEnumerable<KeyValuePair<string, decimal>> Values(EnumShape enumeration) => enumeration.Values.Select(
        v => KeyValuePair.Create(v.Key, enumeration.Underlying == ScalarKind.UInt64 ? (ulong)v.Value : (decimal)v.Value));

    private static SchemaBound Convert(Bound bound) =>
        bound.IsBounded ? new(bound.Limit, bound.IsFixed) : SchemaBound.None;
}
