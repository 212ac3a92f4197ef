using Microsoft.CodeAnalysis;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.CSharp;

/// <summary>Finds the codec for a type, and collects on the way what that needs.</summary>
/// <param name="known">The compilation's symbols.</param>
/// <param name="prefix">What the names of the codecs for tuples begin with.</param>
/// <param name="isFault">Whether what holds the types is a fault.</param>
internal sealed partial class TypeResolver(KnownSymbols known, string prefix, bool isFault = false)
{
    private const int MaxDepth = 64;

    // The first rule that knows the type decides; an annotation in the assembly goes before everything built in.
    private static readonly Func<TypeResolver, ITypeSymbol, string, TypeModel?>[] Rules =
    [
        (resolver, type, _) => resolver.Foreign(type),
        (resolver, type, path) => resolver.Nullable(type, path),
        (resolver, type, _) => resolver.Scalar(type),
        (_, type, _) => Enumeration(type),
        (resolver, type, path) => resolver.Array(type, path),
        (resolver, type, path) => resolver.Collection(type, path),
        (resolver, type, path) => resolver.Tuple(type, path),
        (resolver, type, path) => resolver.Parameter(type, path),
        (resolver, type, path) => resolver.Annotated(type, path),
        (resolver, type, path) => resolver.Reference(type, path),
    ];

    private readonly HashSet<(int Level, bool IsKey)> _bounded = [];
    private Bounds _bounds = Bounds.None;
    private int _level;
    private bool _isKey;
    private int _depth;
    private bool _isCase;

    /// <summary>The messages and unions of this compilation that were met.</summary>
    public List<TypeEdge> Edges { get; } = [];

    /// <summary>The tuples that were met, each a message.</summary>
    public List<MessageModel> Tuples { get; } = [];

    /// <summary>The bounds that were met.</summary>
    public HashSet<BoundModel> Limits { get; } = [];

    /// <summary>Why a type could not be resolved.</summary>
    public TypeFailure? Failure { get; private set; }

    /// <summary>Finds the codec, or gives null and sets <see cref="Failure"/>.</summary>
    /// <param name="type">The type.</param>
    /// <param name="path">Where it stands, for people.</param>
    /// <param name="bounds">How long it may be.</param>
    public TypeModel? Resolve(ITypeSymbol type, string path, Bounds bounds)
    {
        (_bounds, _level, _isKey) = (bounds, 0, false);
        _bounded.Clear();
        if (Resolve(type, path) is not { } model) return null;
        if (bounds.Problem is { } problem) return Fail(type, path, problem);
        return bounds.FirstBeyond(_bounded) is { } place
            ? Fail(type, path, $"[RpcLength] bounds text, octets, lists and maps; there is none at {place}")
            : model;
    }

    /// <summary>Finds the codec of a case of a union, which may hold the discriminator.</summary>
    public TypeModel? ResolveCase(INamedTypeSymbol type)
    {
        _isCase = true;
        TypeModel? model = Resolve(type.Bare(), type.Name, Bounds.None);
        _isCase = false;
        return model;
    }

    private TypeModel? Resolve(ITypeSymbol type, string path)
    {
        if (_depth == 0) Failure = null;
        if (++_depth > MaxDepth) Fail(type, path, $"it is nested more than {MaxDepth} levels deep");
        foreach (Func<TypeResolver, ITypeSymbol, string, TypeModel?> rule in Rules)
        {
            if (Failure is not null) break;
            if (rule(this, type, path) is not { } model) continue;
            _depth--;
            return model;
        }

        _depth--;
        Failure ??= new(path, type.ToText(), WhyRefused(type), FindUnmarked(type));
        return null;
    }

    private TypeModel? ResolveWithin(ITypeSymbol type, string path)
    {
        _level++;
        TypeModel? model = Resolve(type, path);
        _level--;
        return model;
    }

    private TypeModel? ResolveKey(ITypeSymbol type, string path)
    {
        bool isKey = _isKey;
        _isKey = true;
        TypeModel? model = Resolve(type, path);
        _isKey = isKey;
        return model;
    }

    // What stands in a tuple or a generic message is at no level.
    private TypeModel? ResolveApart(ITypeSymbol type, string path)
    {
        Bounds bounds = _bounds;
        _bounds = Bounds.None;
        TypeModel? model = Resolve(type, path);
        _bounds = bounds;
        return model;
    }

    private BoundModel? TakeBound()
    {
        if (_bounds.At(_level, _isKey) is not { } bound) return null;
        _bounded.Add((_level, _isKey));
        Limits.Add(bound);
        return bound;
    }

    private TypeModel? Fail(ITypeSymbol type, string path, string? reason)
    {
        Failure ??= new(path, type.ToText(), reason);
        return null;
    }

    private Location? FindUnmarked(ITypeSymbol type) => IsUnmarked(type) ? type.Place() : null;

    private bool IsUnmarked(ITypeSymbol type) =>
        type.TypeKind is TypeKind.Class or TypeKind.Struct
        && type.Locations.Any(location => location.IsInSource)
        && !type.AllInterfaces.Any(known.IsContract);

    private string? WhyRefused(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } => null,
        _ when type.AllInterfaces.FirstOrDefault(known.IsContract) is { } contract =>
            $"by reference it goes as '{contract.Name}', and by value as an [RpcMessage] that is no '{contract.Name}'",
        { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic } =>
            "nothing on the wire names a type; make it an [RpcUnion] of what it may be",
        _ when IsUnmarked(type) => "it is no [RpcMessage]",
        _ => "there is no codec for it; [assembly: RpcCodec<T, TCodec>] names one",
    };
}
