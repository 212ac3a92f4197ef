namespace RpcStack.TestContracts;

/// <summary>A contract that is an ONC RPC program.</summary>
[RpcContract, OncProgram(0x20000099, 2)]
public partial interface IDirectory
{
    /// <summary>Procedure 1.</summary>
    [return: RpcLength(4)]
    ValueTask<string> LookupAsync([RpcLength(3)] string name, CancellationToken cancel = default);

    /// <summary>Procedure 2.</summary>
    ValueTask<List<string>> ListAsync([RpcLength(2)] List<byte[]> keys);
}

/// <summary>A linked list.</summary>
[RpcMessage]
public sealed record Link(int Value, Link? Next);
