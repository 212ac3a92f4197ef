using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.Analyzers;

/// <summary>Every rule for the ONC RPC language, once.</summary>
internal static class XdrRules
{
    public static readonly DiagnosticDescriptor Syntax = new(
        "RPC1101", "Syntax of ONC RPC language is wrong", "{0}",
        "RpcStack.Xdr", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1101.md");

    public static readonly DiagnosticDescriptor Lexical = new(
        "RPC1102", "Character or number is malformed", "{0}",
        "RpcStack.Xdr", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1102.md");

    public static readonly DiagnosticDescriptor Preprocessor = new(
        "RPC1103", "Preprocessor line is wrong", "'#{0}': {1}",
        "RpcStack.Xdr", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1103.md");

    public static readonly DiagnosticDescriptor Depth = new(
        "RPC1104", "Types nest too deep", "This is nested more than {0} levels deep",
        "RpcStack.Xdr", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1104.md");

    public static readonly DiagnosticDescriptor Unsupported = new(
        "RPC1105", "Part of XDR is not supported", "'{0}' is not supported: {1}",
        "RpcStack.Xdr", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1105.md");

    public static readonly DiagnosticDescriptor Undeclared = new(
        "RPC1106", "Name is not declared in this file", "'{0}' is not declared here, nor in what this file includes",
        "RpcStack.Xdr", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1106.md");

    public static readonly DiagnosticDescriptor Taken = new(
        "RPC1107", "Name is taken already", "'{0}': {1}",
        "RpcStack.Xdr", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1107.md");

    public static readonly DiagnosticDescriptor Kind = new(
        "RPC1108", "Name stands for something else", "'{0}' is {1}, and this place needs {2}",
        "RpcStack.Xdr", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1108.md");

    public static readonly DiagnosticDescriptor Constant = new(
        "RPC1109", "Number is out of range", "'{0}': {1}",
        "RpcStack.Xdr", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1109.md");

    public static readonly DiagnosticDescriptor Type = new(
        "RPC1110", "Type cannot be", "'{0}': {1}",
        "RpcStack.Xdr", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1110.md");

    public static readonly DiagnosticDescriptor Union = new(
        "RPC1111", "Discriminated union is wrong", "Union '{0}': {1}",
        "RpcStack.Xdr", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1111.md");

    public static readonly DiagnosticDescriptor Number = new(
        "RPC1112", "Program, version or procedure number is wrong", "'{0}': {1}",
        "RpcStack.Xdr", DiagnosticSeverity.Error, true, helpLinkUri: Rules.Help + "RPC1112.md");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        Syntax, Lexical, Preprocessor, Depth, Unsupported, Undeclared, Taken, Kind, Constant, Type, Union, Number,
    ];
}
