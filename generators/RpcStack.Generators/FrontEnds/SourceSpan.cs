using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.FrontEnds;

/// <summary>A place in a file; lines and columns count from 0.</summary>
internal readonly record struct SourceSpan(
    string Path, int Start, int Length, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>From here to the end of another place in the same file.</summary>
    public SourceSpan To(SourceSpan last) => last.Start + last.Length < Start
        ? this
        : this with { Length = last.Start + last.Length - Start, EndLine = last.EndLine, EndColumn = last.EndColumn };

    public Location ToLocation() =>
        Location.Create(Path, new(Start, Length), new(new(Line, Column), new(EndLine, EndColumn)));

    public override string ToString() => $"{Path}({Line + 1},{Column + 1})";
}
