using Microsoft.CodeAnalysis;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.CSharp;

/// <summary>Lists the methods of a stub: the contract's and its ancestors'.</summary>
internal static class StubMethods
{
    // RpcStub and object have members of these names.
    private static readonly HashSet<string> Taken =
    [
        "CallAsync", "Channel", "DisposeAsync", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone",
        "Promise", "ReferenceEquals", "StreamAsync", "Target", "ToString", "WithOptions",
    ];

    public static IEnumerable<StubMethodModel> Of(
        INamedTypeSymbol contract, List<INamedTypeSymbol> ancestors, KnownSymbols known)
    {
        List<(INamedTypeSymbol Contract, string Operation, MethodModel Method)> methods = [];
        foreach (INamedTypeSymbol declaring in new[] { contract }.Concat(ancestors))
        {
            string prefix = Naming.Prefix(declaring, known);
            string operations = declaring.SameAs(contract)
                ? prefix + "Operations"
                : Naming.Qualify(declaring, prefix + "Operations");
            foreach (OperationModel operation in known.ParseOperations(declaring).Operations)
                methods.Add((declaring, $"{operations}.{operation.Field}", operation.Method));
        }

        // A public method would implement all of its namesakes at once, each of which is another operation.
        ILookup<string, string> signatures = methods.ToLookup(one => one.Method.Signature, one => one.Operation);
        string own = Naming.Prefix(contract, known);
        return methods.Select(one => new StubMethodModel(
            one.Operation,
            one.Method,
            signatures[one.Method.Signature].Count() > 1 || IsTaken(one.Method.Name, own)
                ? one.Contract.ToCSharp()
                : null));
    }

    private static bool IsTaken(string name, string prefix) =>
        Taken.Contains(name) || name == prefix + "Stub" || name == prefix + "Operations";
}
