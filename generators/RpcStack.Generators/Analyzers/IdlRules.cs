using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.Analyzers;

/// <summary>Every rule for OMG IDL, once.</summary>
internal static class IdlRules
{
    public static readonly DiagnosticDescriptor Syntax = new(
        "RPC1001", "Syntax is wrong", "{0}",
        "RpcStack.Idl", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1001.md");

    public static readonly DiagnosticDescriptor Lexical = new(
        "RPC1002", "Character or literal is malformed", "{0}",
        "RpcStack.Idl", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1002.md");

    public static readonly DiagnosticDescriptor Preprocessor = new(
        "RPC1003", "Preprocessor line is not understood", "'#{0}': {1}",
        "RpcStack.Idl", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1003.md");

    public static readonly DiagnosticDescriptor Include = new(
        "RPC1004", "Included file is not found", "'{0}' cannot be included: {1}",
        "RpcStack.Idl", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1004.md");

    public static readonly DiagnosticDescriptor Depth = new(
        "RPC1005", "Nesting is too deep", "This is nested more than {0} levels deep",
        "RpcStack.Idl", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1005.md");

    public static readonly DiagnosticDescriptor Unsupported = new(
        "RPC1006", "Part of IDL is not supported", "'{0}' is not supported: {1}",
        "RpcStack.Idl", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1006.md");

    public static readonly DiagnosticDescriptor Undeclared = new(
        "RPC1007", "Name is not declared", "'{0}' is not declared here{1}",
        "RpcStack.Idl", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1007.md");

    public static readonly DiagnosticDescriptor Taken = new(
        "RPC1008", "Name is taken", "'{0}': {1}",
        "RpcStack.Idl", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1008.md");

    public static readonly DiagnosticDescriptor Kind = new(
        "RPC1009", "Name means something else", "'{0}' is {1}, and this place needs {2}",
        "RpcStack.Idl", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1009.md");

    public static readonly DiagnosticDescriptor Incomplete = new(
        "RPC1010", "Type is not complete", "'{0}': {1}",
        "RpcStack.Idl", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1010.md");

    public static readonly DiagnosticDescriptor Constant = new(
        "RPC1011", "Constant is wrong", "{0}",
        "RpcStack.Idl", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1011.md");

    public static readonly DiagnosticDescriptor Union = new(
        "RPC1012", "Union is wrong", "Union '{0}': {1}",
        "RpcStack.Idl", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1012.md");

    public static readonly DiagnosticDescriptor Operation = new(
        "RPC1013", "Operation is wrong", "'{0}': {1}",
        "RpcStack.Idl", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1013.md");

    public static readonly DiagnosticDescriptor Inheritance = new(
        "RPC1014", "Inheritance is wrong", "'{0}': {1}",
        "RpcStack.Idl", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1014.md");

    public static readonly DiagnosticDescriptor Annotation = new(
        "RPC1015", "Annotation is wrong", "'@{0}': {1}",
        "RpcStack.Idl", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1015.md");

    public static readonly DiagnosticDescriptor UnknownAnnotation = new(
        "RPC1016", "Annotation is not known", "'@{0}' is not known and says nothing here",
        "RpcStack.Idl", DiagnosticSeverity.Warning, true, helpLinkUri: Rules.Help + "RPC1016.md");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        Syntax, Lexical, Preprocessor, Include, Depth, Unsupported, Undeclared, Taken, Kind, Incomplete, Constant,
        Union, Operation, Inheritance, Annotation, UnknownAnnotation,
    ];
}
