using Microsoft.CodeAnalysis;
using RpcStack.Generators.Analyzers;

namespace RpcStack.Generators.CSharp;

/// <summary>Reads the members of a contract as operations.</summary>
internal sealed class OperationsParser
{
    private readonly INamedTypeSymbol _contract;
    private readonly KnownSymbols _known;
    private readonly ParsedOperations _parsed = new();

    private OperationsParser(INamedTypeSymbol contract, KnownSymbols known)
    {
        _contract = contract;
        _known = known;
    }

    public static ParsedOperations Parse(INamedTypeSymbol contract, KnownSymbols known)
    {
        var parser = new OperationsParser(contract, known);
        parser.Parse();
        return parser._parsed;
    }

    private void Parse()
    {
        List<IMethodSymbol> methods = [];
        foreach (ISymbol member in _contract.GetMembers())
            if (IsOperation(member)) methods.Add((IMethodSymbol)member);
        IReadOnlyList<OperationIdentity> identities =
            OperationIdentities.Of(_contract, methods, _known, _parsed.Problems);
        string name = Naming.WireName(_contract, _known);
        _parsed.Identities.AddRange(identities);
        foreach (OperationIdentity identity in identities)
        {
            if (OperationParser.Parse(identity, name, _known, _parsed) is { } operation)
                _parsed.Operations.Add(operation);
            else
                _parsed.IsWhole = false;
        }

        if (identities.Count < methods.Count) _parsed.IsWhole = false;
        _parsed.Operations.Sort((a, b) => a.Ordinal.CompareTo(b.Ordinal));
    }

    private bool IsOperation(ISymbol member)
    {
        if (member is INamedTypeSymbol or IFieldSymbol { IsConst: true } || IsGenerated(member)) return false;
        if (member is IMethodSymbol { AssociatedSymbol: not null }) return false;
        bool isNamed = member.Name.Length > 0
            && (member as IMethodSymbol)?.Parameters.All(parameter => parameter.Name.Length > 0) is not false;
        if (WhyNoOperation(member) is not { } reason)
        {
            // Who is in the middle of typing a name has the compiler's word for it already.
            if (!isNamed) _parsed.IsWhole = false;
            return isNamed;
        }

        _parsed.IsWhole = false;
        _parsed.Problems.Add(new(Rules.NoOperation, member.Place(), $"{_contract.Name}.{member.Name}", reason)
        {
            Fix = member is IPropertySymbol { IsIndexer: false, IsStatic: false } ? Fixes.MakeMethod : null,
        });
        return false;
    }

    // The analyzer sees what the generator added: the members of IContract<T>.
    private bool IsGenerated(ISymbol member)
    {
        ISymbol? implemented = member switch
        {
            IMethodSymbol method => method.ExplicitInterfaceImplementations.FirstOrDefault(),
            IPropertySymbol property => property.ExplicitInterfaceImplementations.FirstOrDefault(),
            _ => null,
        };
        return implemented?.ContainingType.OriginalDefinition.SameAs(_known.Contract) ?? false;
    }

    private static string? WhyNoOperation(ISymbol member) => member switch
    {
        IPropertySymbol { IsIndexer: true } => "an indexer hides a call; make it a method that returns a task",
        IPropertySymbol => "a property hides a call; make it a method that returns a task",
        IEventSymbol => "an event is no call; stream the occurrences with IAsyncEnumerable",
        { IsStatic: true } => "a static member belongs to no remote object",
        IMethodSymbol { IsAbstract: false } => "it has a body, which a stub would not run; make it an extension method",
        IMethodSymbol { IsGenericMethod: true } => "a generic method has no fixed types on the wire",
        IMethodSymbol { IsVararg: true } => "its parameters are not fixed",
        IMethodSymbol method when method.Parameters.Any(parameter => parameter.RefKind != RefKind.None) =>
            "ref, in and out parameters do not travel; return a record of the results",
        IMethodSymbol { RefKind: not RefKind.None } => "it returns a reference into memory",
        IMethodSymbol => null,
        _ => "only methods are",
    };
}
