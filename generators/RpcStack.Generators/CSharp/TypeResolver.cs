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
        (_, type, _) => Scalar(type),
        (_, type, _) => Enumeration(type),
        (resolver, type, path) => resolver.Array(type, path),
        (resolver, type, path) => resolver.Collection(type, path),
        (resolver, type, path) => resolver.Tuple(type, path),
        (resolver, type, path) => resolver.Parameter(type, path),
        (resolver, type, path) => resolver.Annotated(type, path),
        (resolver, type, path) => resolver.Reference(type, path),
    ];

    private int _depth;

    /// <summary>The messages and unions of this compilation that were met.</summary>
    public List<TypeEdge> Edges { get; } = [];

    /// <summary>The tuples that were met, each a message.</summary>
    public List<MessageModel> Tuples { get; } = [];

    /// <summary>Why the last <see cref="Resolve"/> gave null.</summary>
    public TypeFailure? Failure { get; private set; }

    /// <summary>Finds the codec, or gives null and sets <see cref="Failure"/>.</summary>
    /// <param name="type">The type.</param>
    /// <param name="path">Where it stands, for people.</param>
    public TypeModel? Resolve(ITypeSymbol type, string path)
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
        if (Failure is null) Refuse(type, path);
        return null;
    }

    private TypeModel? Fail(ITypeSymbol type, string path, string? reason)
    {
        Failure ??= new(path, type.ToText(), reason);
        return null;
    }

    private void Refuse(ITypeSymbol type, string path) => Fail(type, path, type switch
    {
        { TypeKind: TypeKind.Error } => null,
        { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic } =>
            "nothing on the wire names a type; make it an [RpcUnion] of what it may be",
        { TypeKind: TypeKind.Class or TypeKind.Struct } when type.Locations.Any(location => location.IsInSource) =>
            "it is no [RpcMessage]",
        _ => "there is no codec for it; [assembly: RpcCodec<T, TCodec>] names one",
    });
}
