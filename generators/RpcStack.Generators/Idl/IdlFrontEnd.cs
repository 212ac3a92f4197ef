using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Idl.Printing;
using RpcStack.Generators.Idl.Semantics;
using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl;

/// <summary>OMG IDL 4.2.</summary>
internal sealed class IdlFrontEnd : IFrontEnd
{
    /// <inheritdoc/>
    public string Extension => ".idl";

    /// <inheritdoc/>
    public ParsedFile Parse(IdlFile file) => Parser.Parse(file);

    /// <inheritdoc/>
    public string Declare(IdlUnit unit, List<Mistake> mistakes) =>
        DeclarationPrinter.Print(Checker.Check(unit, mistakes));
}
