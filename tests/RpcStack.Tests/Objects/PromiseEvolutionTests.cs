using RpcStack.Tests.Calls;
using RpcStack.Tests.Objects.New;
using RpcStack.Tests.Objects.Old;

namespace RpcStack.Tests.Objects;

/// <summary>Promises of objects whose contract the two sides have different builds of.</summary>
public sealed class PromiseEvolutionTests
{
    [Fact]
    public async Task A_chain_goes_through_where_the_service_that_begins_it_is_of_another_build()
    {
        await using var server = new RpcServer();
        server.Map<New.ITree>(new NewTree(""));
        await using var client = new RpcClient(await server.ListenAsync(TestPair.UniqueMemory()));
        Old.ITree tree = client.Get<Old.ITree>();
        // Neither side knows the other's build yet.
        Old.ITree branch = tree.BranchPromised("a").BranchPromised("b");
        string[] paths = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => branch.PathAsync().AsTask()));
        Assert.All(paths, path => Assert.Equal("/a/b", path));
        Assert.Equal("/a/b/c", await branch.BranchPromised("c").PathAsync());
    }

    [Fact]
    public async Task Calls_on_a_promise_wait_until_the_build_of_its_contract_is_described()
    {
        await using var server = new RpcServer();
        server.Map<INewForest>(new NewForest());
        await using var client = new RpcClient(await server.ListenAsync(TestPair.UniqueMemory()));
        Old.ITree tree = client.Get<IOldForest>().TreePromised();
        Assert.Equal("/a", await tree.BranchPromised("a").PathAsync());
        Assert.Equal("/b", await client.Get<IOldForest>().TreePromised().BranchPromised("b").PathAsync());
    }

    [Fact]
    public async Task What_the_older_build_does_not_have_is_refused_by_name()
    {
        await using var server = new RpcServer();
        server.Map<IOldForest>(new OldForest());
        await using var client = new RpcClient(await server.ListenAsync(TestPair.UniqueMemory()));
        New.ITree branch = client.Get<INewForest>().TreePromised().BranchPromised("a");
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await branch.LeavesAsync());
        Assert.Equal(RpcStatus.Unimplemented, error.Status);
        Assert.Contains("Test.Tree.Leaves", error.Message);
        Assert.Equal("/a", await branch.PathAsync());
    }

    private sealed class NewForest : INewForest
    {
        public ValueTask<New.ITree> TreeAsync(CancellationToken cancel) => new(new NewTree(""));
    }

    private sealed class OldForest : IOldForest
    {
        public ValueTask<Old.ITree> TreeAsync(CancellationToken cancel) => new(new OldTree(""));
    }

    private sealed class NewTree(string path) : New.ITree
    {
        public ValueTask<New.ITree> BranchAsync(string name, CancellationToken cancel) => new(new NewTree($"{path}/{name}"));

        public ValueTask<string> PathAsync(CancellationToken cancel) => new(path);

        public ValueTask<int> LeavesAsync(CancellationToken cancel) => new(path.Length);
    }

    private sealed class OldTree(string path) : Old.ITree
    {
        public ValueTask<Old.ITree> BranchAsync(string name, CancellationToken cancel) => new(new OldTree($"{path}/{name}"));

        public ValueTask<string> PathAsync(CancellationToken cancel) => new(path);
    }
}
