using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Idl.Syntax;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.Idl;

/// <summary>An IDL file's syntax.</summary>
/// <param name="File">The file.</param>
/// <param name="Includes">What it includes.</param>
/// <param name="Extended">What its structs name as their bases.</param>
/// <param name="Definitions">What it defines.</param>
/// <param name="Mistakes">What the parser could not read.</param>
internal sealed record IdlSyntax(
    IdlFile File,
    EquatableArray<IdlInclude> Includes,
    EquatableArray<string> Extended,
    EquatableArray<Definition> Definitions,
    EquatableArray<Mistake> Mistakes) : ParsedFile(File, Includes, Extended);
