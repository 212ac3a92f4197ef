using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using RpcStack.Generators.CSharp;

namespace RpcStack.Generators;

/// <summary>The run time's symbols in one compilation, and what was parsed in it so far.</summary>
internal sealed class KnownSymbols
{
    private static readonly ConditionalWeakTable<Compilation, KnownSymbols> Cache = new();

    private readonly Lazy<ForeignCodecs> _foreignCodecs;
    private readonly ConcurrentDictionary<INamedTypeSymbol, ParsedType> _types = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ParsedOperations> _operations =
        new(SymbolEqualityComparer.Default);

    private KnownSymbols(Compilation compilation)
    {
        Compilation = compilation;
        ContractAttribute = compilation.GetTypeByMetadataName(Types.ContractAttribute);
        MessageAttribute = compilation.GetTypeByMetadataName(Types.MessageAttribute);
        UnionAttribute = compilation.GetTypeByMetadataName(Types.UnionAttribute);
        CaseAttribute = compilation.GetTypeByMetadataName(Types.CaseAttribute);
        CodecAttribute = compilation.GetTypeByMetadataName(Types.CodecAttribute);
        FieldAttribute = compilation.GetTypeByMetadataName(Types.FieldAttribute);
        IgnoreAttribute = compilation.GetTypeByMetadataName(Types.IgnoreAttribute);
        OperationAttribute = compilation.GetTypeByMetadataName(Types.OperationAttribute);
        LengthAttribute = compilation.GetTypeByMetadataName(Types.LengthAttribute);
        DiscriminatorAttribute = compilation.GetTypeByMetadataName(Types.DiscriminatorAttribute);
        OncProgramAttribute = compilation.GetTypeByMetadataName(Types.OncProgramAttribute);
        OnewayAttribute = compilation.GetTypeByMetadataName(Types.OnewayAttribute);
        IdempotentAttribute = compilation.GetTypeByMetadataName(Types.IdempotentAttribute);
        ThrowsAttribute = compilation.GetTypeByMetadataName(Types.ThrowsAttribute);
        Contract = compilation.GetTypeByMetadataName(Types.Contract);
        Fault = compilation.GetTypeByMetadataName(Types.Fault);
        Exception = compilation.GetTypeByMetadataName("System.Exception");
        AsyncDisposable = compilation.GetTypeByMetadataName("System.IAsyncDisposable");
        Reach = new(this);
        _foreignCodecs = new(() => ForeignCodecs.Of(compilation, CodecAttribute));
    }

    public Compilation Compilation { get; }

    public INamedTypeSymbol? ContractAttribute { get; }

    public INamedTypeSymbol? MessageAttribute { get; }

    public INamedTypeSymbol? UnionAttribute { get; }

    public INamedTypeSymbol? CaseAttribute { get; }

    public INamedTypeSymbol? CodecAttribute { get; }

    public INamedTypeSymbol? FieldAttribute { get; }

    public INamedTypeSymbol? IgnoreAttribute { get; }

    public INamedTypeSymbol? OperationAttribute { get; }

    public INamedTypeSymbol? LengthAttribute { get; }

    public INamedTypeSymbol? DiscriminatorAttribute { get; }

    public INamedTypeSymbol? OncProgramAttribute { get; }

    public INamedTypeSymbol? OnewayAttribute { get; }

    public INamedTypeSymbol? IdempotentAttribute { get; }

    public INamedTypeSymbol? ThrowsAttribute { get; }

    public INamedTypeSymbol? Contract { get; }

    public INamedTypeSymbol? Fault { get; }

    public INamedTypeSymbol? Exception { get; }

    public INamedTypeSymbol? AsyncDisposable { get; }

    /// <summary>The codecs that <c>[assembly: RpcCodec&lt;T, TCodec&gt;]</c> names, here and in references.</summary>
    public ForeignCodecs ForeignCodecs => _foreignCodecs.Value;

    /// <summary>What messages and unions hold.</summary>
    public Reach Reach { get; }

    public static KnownSymbols For(Compilation compilation) =>
        Cache.GetValue(compilation, static compilation => new(compilation));

    public bool IsContract(ITypeSymbol type) => type.TypeKind == TypeKind.Interface && type.Has(ContractAttribute);

    public bool IsUnion(ITypeSymbol type) => type.Has(UnionAttribute)
        || ForeignAnnotations.Deciding(type, this) is ForeignAnnotations.MessagePackUnion;

    public bool IsMessage(ITypeSymbol type) => type.Has(MessageAttribute)
        || ForeignAnnotations.Deciding(type, this) is ForeignAnnotations.MessagePackObject or ForeignAnnotations.DataContract;

    public bool IsFault(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
            if (t.SameAs(Fault)) return true;
        return false;
    }

    /// <summary>Parses a message or union of this compilation, once.</summary>
    public ParsedType Parse(INamedTypeSymbol type) => _types.GetOrAdd(
        type.OriginalDefinition,
        definition => IsUnion(definition)
            ? UnionParser.Parse(definition, this)
            : MessageParser.Parse(definition, this));

    /// <summary>Parses the operations that a contract declares itself, once.</summary>
    public ParsedOperations ParseOperations(INamedTypeSymbol contract) =>
        _operations.GetOrAdd(contract, contract => OperationsParser.Parse(contract, this));
}
