namespace RpcStack.TestContracts;

/// <summary>Streams whose items are bounded.</summary>
[RpcContract]
public partial interface IShelf
{
    /// <summary>Streams both ways.</summary>
    [return: RpcLength(2)]
    IAsyncEnumerable<string> ListAsync([RpcLength(2)] IAsyncEnumerable<byte[]> keys);
}
