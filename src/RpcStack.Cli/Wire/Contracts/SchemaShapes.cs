using RpcStack.Cli.Wire.Dissection;
using RpcStack.Evolution;
using RpcStack.Marshalling;

namespace RpcStack.Cli.Wire.Contracts;

/// <summary>Turns the types of a contract's text into shapes, so that contracts that only travelled can name octets too.</summary>
internal sealed class SchemaShapes
{
    /// <summary>A shape has a table of positions, and a text from a peer may name any.</summary>
    private const int MaxPosition = 4096;

    private readonly Dictionary<NamedType, Shape> _named = [];

    /// <summary>The shape of a type.</summary>
    public Shape Of(SchemaType type) => type.Resolved switch
    {
        ScalarType scalar => new ScalarShape(scalar.Kind, Convert(scalar.Bound)),
        OptionalType optional => new OptionalShape(Of(optional.Value)),
        ListType list => new ListShape(Of(list.Element), Convert(list.Bound)),
        MapType map => new MapShape(Of(map.Key), Of(map.Value), Convert(map.Bound)),
        ReferenceType reference => new ReferenceShape(reference.Contract),
        NamedType named => OfNamed(named),
        _ => throw new NotSupportedException($"The wire shows no {type.GetType().Name}."),
    };

    // Types may be recursive, and shapes ask for their fields' late.
    private Shape OfNamed(NamedType type)
    {
        if (_named.TryGetValue(type, out Shape? known)) return known;
        Shape shape = type switch
        {
            MessageType message when message.Fields.Any(field => field.Number > MaxPosition) =>
                throw new DissectionException($"{message.Name} has fields beyond position {MaxPosition}"),
            MessageType message => new MessageShape(message.Name, [.. message.Fields.Select(Of)]),
            EnumType enumeration => new EnumShape(
                enumeration.Name,
                enumeration.Underlying,
                [.. enumeration.Values.Select(value => KeyValuePair.Create(value.Key, ToLabel(value.Value)))]),
            UnionType { Discriminator: { } discriminator } union =>
                new UnionShape(union.Name, Of(discriminator), [.. union.Cases.Select(Of)]),
            UnionType union => new UnionShape(union.Name, [.. union.Cases.Select(Of)]),
            _ => throw new NotSupportedException($"The wire shows no {type.GetType().Name}."),
        };
        return _named[type] = shape;
    }

    private FieldShape Of(SchemaField field) => new(
        field.Number,
        field.Name,
        () => Of(field.Type),
        field is SchemaCase @case ? [.. @case.Labels.Select(ToLabel)] : []);

    /// <summary>Unsigned numbers of 64 bits are reinterpreted.</summary>
    private static long ToLabel(decimal number) => number > long.MaxValue ? unchecked((long)(ulong)number) : (long)number;

    private static Bound Convert(SchemaBound bound) => bound.Limit >= int.MaxValue || bound.Limit < 0
        ? Bound.None
        : bound.IsFixed ? Bound.Exactly((int)bound.Limit) : Bound.AtMost((int)bound.Limit);
}
