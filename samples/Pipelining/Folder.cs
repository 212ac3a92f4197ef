using RpcStack;

namespace Pipelining;

internal sealed class Folder(string path) : IFolder
{
    public ValueTask<IFolder> OpenAsync(string name, CancellationToken cancel = default) => name.Contains('?')
        ? throw new RpcException(RpcStatus.NotFound, $"there is no '{name}' in {path}/", RpcPhase.Handler)
        : ValueTask.FromResult<IFolder>(new Folder($"{path}/{name}"));

    public ValueTask<string> ReadAsync(string file, CancellationToken cancel = default) => ValueTask.FromResult($"{path}/{file}");
}
