using RpcStack;

namespace Pipelining;

[RpcContract]
internal partial interface IFolder
{
    ValueTask<IFolder> OpenAsync(string name, CancellationToken cancel = default);

    ValueTask<string> ReadAsync(string file, CancellationToken cancel = default);
}
