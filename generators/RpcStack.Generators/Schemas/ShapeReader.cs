using Microsoft.CodeAnalysis;
using RpcStack.Generators.CSharp;
using RpcStack.Generators.Model;
using RpcStack.Marshalling;

namespace RpcStack.Generators.Schemas;

/// <summary>Makes of symbols the shapes that their codecs will have at run time.</summary>
/// <remarks>For types that can be marshalled; what codecs of other libraries write, no compiler can see.</remarks>
internal sealed partial class ShapeReader(KnownSymbols known)
{
    // Page<Page<Page<…>>> may grow without end, at run time as here.
    private const int MaxNesting = 24;

    private readonly Dictionary<ITypeSymbol, Shape> _shapes = new(SymbolEqualityComparer.IncludeNullability);

    /// <summary>The types that have names on the wire, by the shapes that stand for them.</summary>
    public Dictionary<Shape, INamedTypeSymbol> Symbols { get; } = [];

    /// <summary>The shape of a type.</summary>
    /// <exception cref="NotSupportedException">Its type arguments nest without end.</exception>
    public Shape Read(ITypeSymbol type, Bounds bounds, int level = 0, bool isKey = false)
    {
        if (Foreign(type) is { } foreign) return foreign;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return new OptionalShape(Read(nullable.TypeArguments[0], bounds, level, isKey));
        if (type is { NullableAnnotation: NullableAnnotation.Annotated, IsReferenceType: true })
            return new OptionalShape(Read(type.Bare(), bounds, level, isKey));
        return Scalar(type, BoundOf(bounds, level, isKey)) ?? Collection(type, bounds, level, isKey) ?? Named(type);
    }

    /// <summary>The shape of a message whose fields are parameters or a tuple's elements.</summary>
    public MessageShape Message(string name, IEnumerable<(string Name, ITypeSymbol Type, Bounds Bounds)> fields) => new(
        name,
        [.. fields.Select((field, i) => new FieldShape(i, field.Name, () => Read(field.Type, field.Bounds)))]);

    /// <summary>A result or item as it stands alone: a message is itself, anything else a message of one field.</summary>
    public Shape Alone(ITypeSymbol type, Bounds bounds, string wireName)
    {
        bool isMessage = known.IsMessage(type) && !known.IsUnion(type) && Foreign(type) is null
            && type.NullableAnnotation != NullableAnnotation.Annotated;
        return isMessage ? Read(type, bounds) : Message(wireName, [("value", type, bounds)]);
    }

    private Shape Named(ITypeSymbol type)
    {
        if (_shapes.TryGetValue(type, out Shape? shape)) return shape;
        if (Depth(type, 0) > MaxNesting) throw new NotSupportedException($"'{type.Name}' nests without end.");
        shape = type switch
        {
            INamedTypeSymbol { IsTupleType: true } tuple => Tuple(tuple),
            INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration => Enumeration(enumeration),
            INamedTypeSymbol union when known.IsUnion(type) => Union(union),
            INamedTypeSymbol message when known.IsMessage(type) => Message(message),
            INamedTypeSymbol contract when known.IsContract(type) => new ReferenceShape(Naming.WireName(contract, known)),
            _ => throw new NotSupportedException($"'{type.Name}' has no codec."),
        };
        _shapes.Add(type, shape);
        if (type is INamedTypeSymbol { IsTupleType: false } named) Symbols[shape] = named;
        return shape;
    }

    private MessageShape Tuple(INamedTypeSymbol tuple) => Message(
        $"({string.Join(", ", tuple.TupleElements.Select(element => element.Name))})",
        tuple.TupleElements.Select(element => (element.Name, element.Type, Bounds.None)));

    private MessageShape Message(INamedTypeSymbol type) => new(
        Naming.WireName(type.OriginalDefinition, known.MessageAttribute),
        [
            .. known.Parse(type).Fields
                .OrderBy(field => field.Position)
                .Select(field => new FieldShape(
                    field.Position, field.Symbol.Name, () => Read(TypeOf(field.Symbol, type), field.Bounds))),
        ]);

    private UnionShape Union(INamedTypeSymbol type)
    {
        ParsedType parsed = known.Parse(type);
        string name = Naming.WireName(type, known.UnionAttribute);
        FieldShape[] cases =
        [
            .. ((parsed.Codec as UnionCodecModel)?.Cases ?? default).Select(one => new FieldShape(
                one.Number, one.Name, () => Read(parsed.Cases[one.Number].Bare(), Bounds.None), [.. one.Labels])),
        ];
        return parsed.Discriminator is { } discriminator
            ? new(name, Read(discriminator, Bounds.None), cases)
            : new(name, cases);
    }

    // The member of Page<int> that is the field T of Page<T>, or of its base.
    private static ITypeSymbol TypeOf(ISymbol member, INamedTypeSymbol closed)
    {
        ISymbol? found = null;
        for (INamedTypeSymbol? type = closed; type is not null && found is null; type = type.BaseType)
            found = type.GetMembers(member.Name).FirstOrDefault(other =>
                other.OriginalDefinition.SameAs(member.OriginalDefinition));
        return (found ?? member) is IPropertySymbol property ? property.Type : ((IFieldSymbol)(found ?? member)).Type;
    }

    private static int Depth(ITypeSymbol type, int depth) => depth > MaxNesting
        ? depth
        : type switch
        {
            IArrayTypeSymbol array => Depth(array.ElementType, depth + 1),
            INamedTypeSymbol { TypeArguments.Length: > 0 } named =>
                named.TypeArguments.Max(argument => Depth(argument, depth + 1)),
            _ => depth,
        };
}
