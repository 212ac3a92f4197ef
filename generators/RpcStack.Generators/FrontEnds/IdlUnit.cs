using RpcStack.Generators.Model;

namespace RpcStack.Generators.FrontEnds;

/// <summary>A file with all that is visible in it: what one run of a front end's second half depends on.</summary>
/// <param name="File">The file.</param>
/// <param name="HintName">What the generated file with its declarations is called.</param>
/// <param name="Included">The files that it includes, near or far, each after those that it includes itself.</param>
/// <param name="Extended">The simple names that files which include this one name as bases.</param>
/// <param name="Mistakes">Includes that lead nowhere, or in a circle.</param>
internal sealed record IdlUnit(
    ParsedFile File,
    string HintName,
    EquatableArray<ParsedFile> Included,
    EquatableArray<string> Extended,
    EquatableArray<Mistake> Mistakes);
