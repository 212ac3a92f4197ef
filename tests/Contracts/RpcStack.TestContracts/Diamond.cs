namespace RpcStack.TestContracts;

/// <summary>The top of a diamond.</summary>
[RpcContract]
public partial interface INamed
{
    /// <summary>The name.</summary>
    ValueTask<string> NameAsync(CancellationToken cancel = default);
}

/// <summary>The left of a diamond.</summary>
[RpcContract]
public partial interface IReadable : INamed
{
    /// <summary>Reads.</summary>
    ValueTask<byte[]> ReadAsync(int count, CancellationToken cancel = default);

    /// <summary>The right has a namesake.</summary>
    ValueTask<int> SizeAsync();
}

/// <summary>The right of a diamond.</summary>
[RpcContract]
public partial interface IWritable : INamed
{
    /// <summary>Writes.</summary>
    ValueTask WriteAsync(byte[] data, CancellationToken cancel = default);

    /// <summary>The left has a namesake.</summary>
    ValueTask<int> SizeAsync();
}

/// <summary>The bottom of a diamond.</summary>
[RpcContract]
public partial interface IDerived : IReadable, IWritable
{
    /// <summary>Closes.</summary>
    ValueTask<bool> CloseAsync(bool force);
}
