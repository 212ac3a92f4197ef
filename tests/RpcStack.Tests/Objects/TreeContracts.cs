namespace RpcStack.Tests.Objects
{
    /// <summary>The same in both builds.</summary>
    [RpcContract(Name = "Test.Forest")]
    public partial interface IOldForest
    {
        ValueTask<Old.ITree> TreeAsync(CancellationToken cancel = default);
    }

    /// <summary>The same in both builds.</summary>
    [RpcContract(Name = "Test.Forest")]
    public partial interface INewForest
    {
        ValueTask<New.ITree> TreeAsync(CancellationToken cancel = default);
    }
}

namespace RpcStack.Tests.Objects.Old
{
    [RpcContract(Name = "Test.Tree")]
    public partial interface ITree
    {
        ValueTask<ITree> BranchAsync(string name, CancellationToken cancel = default);

        ValueTask<string> PathAsync(CancellationToken cancel = default);
    }
}

namespace RpcStack.Tests.Objects.New
{
    [RpcContract(Name = "Test.Tree")]
    public partial interface ITree
    {
        ValueTask<ITree> BranchAsync(string name, CancellationToken cancel = default);

        ValueTask<string> PathAsync(CancellationToken cancel = default);

        ValueTask<int> LeavesAsync(CancellationToken cancel = default);
    }
}
