using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Xdr.Printing;
using RpcStack.Generators.Xdr.Semantics;
using RpcStack.Generators.Xdr.Syntax;

namespace RpcStack.Generators.Xdr;

/// <summary>ONC RPC language (RFC 5531 §12, RFC 4506 §6), and what rpcgen takes beyond it.</summary>
internal sealed class XdrFrontEnd : IFrontEnd
{
    /// <inheritdoc/>
    public string Extension => ".x";

    /// <inheritdoc/>
    public ParsedFile Parse(IdlFile file) => XdrParser.Parse(file);

    /// <inheritdoc/>
    public string Declare(IdlUnit unit, List<Mistake> mistakes)
    {
        var file = (XdrSyntax)unit.File;
        mistakes.AddRange(file.Mistakes);
        XdrScope scope = XdrScope.Of(file, [.. unit.Included.OfType<XdrSyntax>()], mistakes);
        XdrChecker.Check(scope, mistakes);
        return XdrPrinter.Print(file, scope);
    }
}
