using RpcStack.Generators.Idl;
using RpcStack.Generators.Xdr;

namespace RpcStack.Generators.FrontEnds;

/// <summary>The front ends there are.</summary>
internal static class FrontEnd
{
    private static readonly IFrontEnd[] All = [new IdlFrontEnd(), new XdrFrontEnd()];

    /// <summary>The front end for a file, or null where it is none of the project's contracts.</summary>
    public static IFrontEnd? For(string path) => All.FirstOrDefault(frontEnd =>
        path.EndsWith(frontEnd.Extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a file by itself.</summary>
    public static ParsedFile Parse(IdlFile file) => For(file.Path)!.Parse(file);

    /// <summary>Gives the C# for a file.</summary>
    public static Declarations Declare(IdlUnit unit, List<Mistake> mistakes)
    {
        IdlFile file = unit.File.File;
        mistakes.AddRange(unit.Mistakes);
        string text = For(file.Path)!.Declare(unit, mistakes);
        return new(file.Path, unit.HintName, text, new(unit.Included.Select(other => other.File.Path)));
    }
}
