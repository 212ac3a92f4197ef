using RpcStack.Generators.FrontEnds;

namespace RpcStack.Generators.Idl;

/// <summary>OMG IDL 4.2.</summary>
internal sealed class IdlFrontEnd : IFrontEnd
{
    /// <inheritdoc/>
    public string Extension => ".idl";

    /// <inheritdoc/>
    public ParsedFile Parse(IdlFile file) => new IdlSyntax(file);

    /// <inheritdoc/>
    public string Declare(IdlUnit unit, List<Mistake> mistakes) => "";
}
