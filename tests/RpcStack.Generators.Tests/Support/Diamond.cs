using RpcStack.TestContracts;

namespace RpcStack.Generators.Tests;

/// <summary>An object with two sizes.</summary>
internal sealed class Diamond : IDerived
{
    public ValueTask<string> NameAsync(CancellationToken cancel = default) => new("diamond");

    public ValueTask<byte[]> ReadAsync(int count, CancellationToken cancel = default) => new(new byte[count]);

    public ValueTask WriteAsync(byte[] data, CancellationToken cancel = default) => default;

    public ValueTask<bool> CloseAsync(bool force) => new(force);

    ValueTask<int> IReadable.SizeAsync() => new(1);

    ValueTask<int> IWritable.SizeAsync() => new(2);
}
