using RpcStack.Generators.Xdr.Syntax;

namespace RpcStack.Generators.Xdr.Semantics;

/// <summary>A name for a number: a constant, or a member of an enum.</summary>
/// <param name="value">What stands behind the equals sign, or null: one more than the one before.</param>
/// <param name="previous">The member before, if any.</param>
internal sealed class XdrConstant(ValueSyntax? value, XdrConstant? previous)
{
    public ValueSyntax? Value { get; } = value;

    public XdrConstant? Previous { get; } = previous;

    /// <summary>The number, once it is known.</summary>
    public decimal? Number { get; set; }

    /// <summary>Whether nothing more will be found out.</summary>
    public bool IsKnown { get; set; }
}
