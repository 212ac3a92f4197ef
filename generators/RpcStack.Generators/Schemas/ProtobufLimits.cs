using Microsoft.CodeAnalysis;
using RpcStack.Generators.CSharp;
using RpcStack.Marshalling;

namespace RpcStack.Generators.Schemas;

/// <summary>Finds what a contract holds and protobuf has no way to say.</summary>
internal sealed class ProtobufLimits
{
    private readonly KnownSymbols _known;
    private readonly ShapeReader _shapes;
    private readonly HashSet<Shape> _seen = [];
    private readonly Queue<(FieldShape Field, string Path)> _fields = new();

    private ProtobufLimits(KnownSymbols known)
    {
        _known = known;
        _shapes = new(known);
    }

    /// <summary>The first place of each operation, and what is wrong with it.</summary>
    public static IEnumerable<(IMethodSymbol Method, ISymbol Place, string Path, string Reason)> Of(
        INamedTypeSymbol contract, KnownSymbols known)
    {
        if (!known.ParseOperations(contract).IsWhole) yield break;
        var limits = new ProtobufLimits(known);
        foreach (OperationIdentity identity in known.ParseOperations(contract).Identities)
            if (limits.Find(identity.Method) is var (place, path, reason))
                yield return (identity.Method, place, path, reason);
    }

    private (ISymbol Place, string Path, string Reason)? Find(IMethodSymbol method)
    {
        try
        {
            foreach ((ISymbol place, string name, ITypeSymbol type) in Types(method))
            {
                _fields.Clear();
                if (Search(_shapes.Read(type, Bounds.None), name) is var (path, reason)) return (place, path, reason);
            }
        }
        catch (NotSupportedException)
        {
            // A type that nests without end never ends up on a wire.
        }

        return null;
    }

    private IEnumerable<(ISymbol Place, string Name, ITypeSymbol Type)> Types(IMethodSymbol method)
    {
        MethodShape shape = MethodShape.Of(method, _known, out _)!;
        foreach (IParameterSymbol parameter in shape.Fields) yield return (parameter, parameter.Name, parameter.Type);
        if (shape.Item is { } item) yield return (shape.Stream!, shape.Stream!.Name + "[]", item);
        if (shape.Result is { } result) yield return (method, "result", result);
        foreach (AttributeData data in method.FindAll(_known.ThrowsAttribute))
            yield return (method, data.AttributeClass!.TypeArguments[0].Name, data.AttributeClass.TypeArguments[0]);
    }

    // With a queue: types may be recursive, and chains of them long.
    private (string Path, string Reason)? Search(Shape shape, string path)
    {
        if (Judge(shape, path) is { } found) return found;
        while (_fields.Count > 0)
        {
            (FieldShape field, string at) = _fields.Dequeue();
            if (Judge(field.Shape, at) is { } within) return within;
        }

        return null;
    }

    private (string Path, string Reason)? Judge(Shape shape, string path) => shape switch
    {
        OptionalShape { Value: ListShape } => (path, "a list that may be null; null would arrive as an empty list"),
        OptionalShape { Value: MapShape } => (path, "a map that may be null; null would arrive as an empty map"),
        OptionalShape optional => Judge(optional.Value, path),
        ListShape list => Within(list.Element, path + "[]", "list") ?? Judge(list.Element, path + "[]"),
        MapShape map when !ProtobufWire.IsKey(map.Key) =>
            (path + "[key]", "a key that is no integer, boolean or string"),
        MapShape map => Within(map.Value, path + "[]", "map") ?? Judge(map.Value, path + "[]"),
        MessageShape message => Enter(message, message.Fields, path),
        UnionShape union => Enter(union, union.Cases, path),
        _ => null,
    };

    private static (string Path, string Reason)? Within(Shape element, string path, string holder) => element switch
    {
        ListShape => (path, $"a list in a {holder}; put a message between them"),
        MapShape => (path, $"a map in a {holder}; put a message between them"),
        OptionalShape => (path, $"a value in a {holder} that may be null"),
        _ => null,
    };

    private (string Path, string Reason)? Enter(Shape shape, IReadOnlyList<FieldShape> fields, string path)
    {
        if (!_seen.Add(shape)) return null;
        foreach (FieldShape field in fields) _fields.Enqueue((field, $"{path}.{field.Name}"));
        return null;
    }
}
