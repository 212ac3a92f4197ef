using System.Reflection;
using System.Runtime.Loader;

namespace RpcStack.Cli.Idl;

/// <summary>
/// Loads an assembly with what lies beside it, except for what the tool has itself: a contract must mean the same
/// <c>RpcStack</c> to both.
/// </summary>
internal sealed class SourceAssembly(string path) : AssemblyLoadContext(Path.GetFileName(path))
{
    private readonly AssemblyDependencyResolver _beside = new(Path.GetFullPath(path));

    public Assembly Load() => LoadFromAssemblyPath(Path.GetFullPath(path));

    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name != typeof(ContractSchema).Assembly.GetName().Name
        && _beside.ResolveAssemblyToPath(assemblyName) is { } found
            ? LoadFromAssemblyPath(found)
            : null;
}
