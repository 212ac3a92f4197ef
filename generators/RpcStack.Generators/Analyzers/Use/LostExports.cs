using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RpcStack.Generators.CSharp;

namespace RpcStack.Generators.Analyzers;

/// <summary>
/// Objects that are made to be exported, so that nobody here holds them, and that nobody disposes of when the last peer
/// lets go.
/// </summary>
internal static class LostExports
{
    public static Problem? Find(IObjectCreationOperation creation, KnownSymbols known)
    {
        if (creation.Type is not INamedTypeSymbol type || !NeedsDispose(type, known)) return null;
        IOperation value = creation;
        while (value.Parent is IConversionOperation conversion) value = conversion;
        if (value == creation || !known.IsContract(value.Type!)) return null;
        if (!IsArgument(value, known) && !IsResult(value, known)) return null;
        SyntaxNode? declaration = type.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        bool isFixable = declaration is ClassDeclarationSyntax or RecordDeclarationSyntax
            && type.GetMembers("Dispose").Any(member => member is IMethodSymbol { Parameters.Length: 0 });
        return new(Rules.LostExport, creation.Syntax.GetLocation(), type.Name)
        {
            Fix = isFixable ? Fixes.DisposeAsync : null,
            Target = isFixable ? declaration!.GetLocation() : null,
        };
    }

    private static bool NeedsDispose(INamedTypeSymbol type, KnownSymbols known) =>
        type.AllInterfaces.Any(one => one.SpecialType == SpecialType.System_IDisposable)
        && !type.AllInterfaces.Contains(known.AsyncDisposable!, SymbolEqualityComparer.Default);

    private static bool IsArgument(IOperation value, KnownSymbols known) =>
        value.Parent is IArgumentOperation { Parent: IInvocationOperation call } && known.IsContract(call.TargetMethod.ContainingType);

    // return new X(); return new(new X()); return ValueTask.FromResult<I>(new X());
    private static bool IsResult(IOperation value, KnownSymbols known)
    {
        IOperation? result = value.Parent is IArgumentOperation { Parent: { Type: { Name: "Task" or "ValueTask" } } task } ? task : value;
        while (result.Parent is IConversionOperation conversion) result = conversion;
        return result.Parent is IReturnOperation back
            && back.SemanticModel?.GetEnclosingSymbol(back.Syntax.SpanStart) is IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } method
            && IsOperation(method, known);
    }

    private static bool IsOperation(IMethodSymbol method, KnownSymbols known) => method.ContainingType.AllInterfaces
        .Where(known.IsContract)
        .SelectMany(contract => contract.GetMembers().OfType<IMethodSymbol>())
        .Any(operation => method.ContainingType.FindImplementationForInterfaceMember(operation).SameAs(method));
}
