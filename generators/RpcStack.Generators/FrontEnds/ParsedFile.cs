using RpcStack.Generators.Model;

namespace RpcStack.Generators.FrontEnds;

/// <summary>A file's syntax; a front end derives its own from it.</summary>
/// <param name="File">The file.</param>
/// <param name="Includes">The files that it includes, as written.</param>
/// <param name="Extended">The simple names that its structs name as their bases.</param>
internal abstract record ParsedFile(
    IdlFile File, EquatableArray<IdlInclude> Includes, EquatableArray<string> Extended);
