using System.ComponentModel;

namespace RpcStack;

/// <summary>
/// Holds an interface file that the assembly's contracts were generated from, so that interface files of projects that
/// reference the assembly can include it. Generated; the run time never reads it.
/// </summary>
/// <param name="path">The file's path, from the folder of its project on.</param>
/// <param name="text">The file's text.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RpcIdlFileAttribute(string path, string text) : Attribute
{
    /// <summary>The file's path, from the folder of its project on.</summary>
    public string Path { get; } = path;

    /// <summary>The file's text.</summary>
    public string Text { get; } = text;

    /// <summary>The C# namespace that the build puts the file's declarations into, or nothing.</summary>
    public string Namespace { get; set; } = "";
}
