using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RpcStack.Generators.CSharp;

namespace RpcStack.Generators.Analyzers;

/// <summary>What a method was given and its calls are not.</summary>
internal static class LostArguments
{
    /// <summary>A cancellation token.</summary>
    public static Problem? Token(IInvocationOperation call)
    {
        IArgumentOperation? lost = call.Arguments.FirstOrDefault(argument =>
            argument.ArgumentKind == ArgumentKind.DefaultValue && Is(argument.Parameter?.Type, "CancellationToken"));
        if (lost is null || InScope(call, "CancellationToken") is not { } token) return null;
        return new(Rules.TokenLost, call.Syntax.GetLocation(), token.Name, call.TargetMethod.Name)
        {
            Fix = Fixes.PassToken,
            Value = $"{lost.Parameter!.Name}: {token.Name}",
        };
    }

    /// <summary>Options, which hold the deadline.</summary>
    public static Problem? Options(IInvocationOperation call)
    {
        if (call.Instance is not { } instance || IsConfigured(instance)) return null;
        if (InScope(call, "CallOptions") is not { } options) return null;
        return new(Rules.OptionsLost, call.Syntax.GetLocation(), options.Name, call.TargetMethod.Name)
        {
            Fix = Fixes.PassOptions,
            Value = options.Name,
        };
    }

    // stub.With(options), or a local that may hold that.
    private static bool IsConfigured(IOperation instance) =>
        instance is ILocalReferenceOperation or IInvocationOperation or IAwaitOperation or IInstanceReferenceOperation;

    private static IParameterSymbol? InScope(IInvocationOperation call, string type)
    {
        for (SyntaxNode? function = Functions.Around(call.Syntax); function is not null; function = Functions.Around(function))
        {
            ISymbol? symbol = function is AnonymousFunctionExpressionSyntax
                ? call.SemanticModel?.GetSymbolInfo(function).Symbol
                : call.SemanticModel?.GetDeclaredSymbol(function);
            if ((symbol as IMethodSymbol)?.Parameters.FirstOrDefault(p => Is(p.Type, type)) is { } found) return found;
            // What is static sees nothing around it.
            if (function is MemberDeclarationSyntax || IsStatic(function)) return null;
        }

        return null;
    }

    private static bool IsStatic(SyntaxNode function) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers.Any(SyntaxKind.StaticKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    };

    private static bool Is(ITypeSymbol? type, string name) =>
        type?.Name == name && type.ContainingNamespace?.ToDisplayString() is "System.Threading" or "RpcStack";
}
