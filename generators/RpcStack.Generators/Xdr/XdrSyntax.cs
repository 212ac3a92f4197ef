using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Model;
using RpcStack.Generators.Xdr.Syntax;

namespace RpcStack.Generators.Xdr;

/// <summary>The syntax of a file in the ONC RPC language.</summary>
/// <param name="File">The file.</param>
/// <param name="Includes">What it includes.</param>
/// <param name="Definitions">What it defines; types that stand within others have definitions of their own.</param>
/// <param name="Passed">Numbers that it names for the C compiler alone: <c>%#define MAX 8</c>.</param>
/// <param name="Mistakes">What could not be read.</param>
internal sealed record XdrSyntax(
    IdlFile File,
    EquatableArray<IdlInclude> Includes,
    EquatableArray<XdrDefinition> Definitions,
    EquatableArray<PassedConstant> Passed,
    EquatableArray<Mistake> Mistakes) : ParsedFile(File, Includes, default);
