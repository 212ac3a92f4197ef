using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.Idl.Syntax;

/// <summary>A name that is declared, or a part of one that is used.</summary>
internal sealed record Identifier(string Text, SourceSpan Place);

/// <summary>A name that is used: <c>Bank::Entry</c>, or <c>::Bank::Entry</c> from the outermost scope.</summary>
internal sealed record ScopedName(EquatableArray<Identifier> Parts, bool IsAbsolute)
{
    public SourceSpan Place => Parts[0].Place.To(Parts[Parts.Count - 1].Place);

    public Identifier Last => Parts[Parts.Count - 1];

    public override string ToString() => (IsAbsolute ? "::" : "") + string.Join("::", Parts.Select(part => part.Text));
}
