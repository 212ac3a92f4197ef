using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>An operation, or one of the two that an attribute stands for.</summary>
internal sealed class OperationSymbol(Identifier name, Scope container, string wireName) : Symbol(name, container)
{
    public override string Kind => "an operation";

    /// <summary>Its name on the wire, within the interface.</summary>
    public string OperationName { get; } = wireName;

    public int? Ordinal { get; set; }

    public bool IsOneway { get; set; }

    public bool IsIdempotent { get; set; }

    public bool IsStream { get; set; }

    /// <summary>What it returns; null where that is nothing.</summary>
    public IdlType? Result { get; set; }

    /// <summary>The parameters that are sent.</summary>
    public List<MemberSymbol> Parameters { get; } = [];

    /// <summary>What comes back beside the result; then both are one record.</summary>
    public List<MemberSymbol> Outputs { get; } = [];

    /// <summary>What that record is called.</summary>
    public string ResultName => CSharpName.Substring(0, CSharpName.Length - "Async".Length) + "Result";

    public List<(StructSymbol Fault, Identifier Name)> Raises { get; } = [];
}
