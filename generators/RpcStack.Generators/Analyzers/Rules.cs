using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.Analyzers;

/// <summary>Every rule, once.</summary>
internal static class Rules
{
    internal const string Help = "https://github.com/rpcstack/rpcstack/blob/main/docs/diagnostics/";

    public static readonly DiagnosticDescriptor NotPartial = new(
        "RPC0001", "Contract cannot be completed", "Contract '{0}' cannot be completed: {1}",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0001.md");

    public static readonly DiagnosticDescriptor Generic = new(
        "RPC0002", "Contract is generic", "Contract '{0}' is generic; the set of types on the wire is closed",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0002.md");

    public static readonly DiagnosticDescriptor NoOperation = new(
        "RPC0003", "Member of a contract is no operation", "'{0}' is no operation: {1}",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0003.md");

    public static readonly DiagnosticDescriptor ReturnType = new(
        "RPC0004", "Operation's return type is wrong", "'{0}' returns '{1}': {2}",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0004.md");

    public static readonly DiagnosticDescriptor Parameters = new(
        "RPC0005", "Operation's parameters are wrong", "Parameter '{1}' of '{0}': {2}",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0005.md");

    public static readonly DiagnosticDescriptor Identity = new(
        "RPC0006", "Operation cannot be told from others on the wire", "'{0}': {1}",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0006.md");

    public static readonly DiagnosticDescriptor NotMarshallable = new(
        "RPC0007", "Type cannot be marshalled", "'{0}' cannot be marshalled: '{1}: {2}', {3}",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0007.md");

    public static readonly DiagnosticDescriptor Construction = new(
        "RPC0008", "Message cannot be made from its fields", "Message '{0}': {1}",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0008.md");

    public static readonly DiagnosticDescriptor Union = new(
        "RPC0009", "Union is wrong", "Union '{0}': {1}",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0009.md");

    public static readonly DiagnosticDescriptor Fault = new(
        "RPC0010", "Fault or base type is no message", "'{0}': {1}",
        "RpcStack.Contracts", DiagnosticSeverity.Error, true, helpLinkUri: Help + "RPC0010.md");
}
