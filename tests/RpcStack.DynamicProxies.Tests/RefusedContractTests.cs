using RpcStack.DynamicProxies.Proxies;
using RpcStack.UnseenContracts.Refused;

namespace RpcStack.DynamicProxies.Tests;

public sealed class RefusedContractTests
{
    [Theory]
    [InlineData(typeof(INoContract), "RPC0001: 'RpcStack.UnseenContracts.Refused.INoContract' is no [RpcContract] interface.")]
    [InlineData(typeof(IGeneric<int>), "RPC0002: Contract 'IGeneric`1' is generic; the set of types on the wire is closed.")]
    [InlineData(typeof(IProperty), "RPC0003: 'IProperty.Size' is no operation: a property hides a call; make it a method that returns a task.")]
    [InlineData(typeof(IBodied), "RPC0003: 'IBodied.RunAsync' is no operation: it has a body, which a stub would not run; make it an extension method.")]
    [InlineData(typeof(IReference), "RPC0003: 'IReference.RunAsync' is no operation: ref, in and out parameters do not travel; return a record of the results.")]
    [InlineData(typeof(IExtendsOther), "RPC0003: 'IExtendsOther : IComparable' is no operation: what a contract extends is a contract, IAsyncDisposable, or has no members.")]
    [InlineData(typeof(INoTask), "RPC0004: 'INoTask.Run' returns 'Int32': an operation returns Task, ValueTask or IAsyncEnumerable.")]
    [InlineData(typeof(IOnewayResult), "RPC0004: 'IOnewayResult.RunAsync' returns 'ValueTask<Int32>': a [Oneway] call is not answered, so it has no result.")]
    [InlineData(typeof(ITokenFirst), "RPC0005: Parameter 'cancel' of 'ITokenFirst.RunAsync': the cancellation token comes last.")]
    [InlineData(typeof(ITwoStreams), "RPC0005: Parameter 'more' of 'ITwoStreams.RunAsync': an operation takes one stream.")]
    [InlineData(typeof(IOverloaded), "RPC0006: 'IOverloaded.RunAsync': another operation is called 'Run' on the wire; [RpcOperation(Name = \"…\")] renames one.")]
    [InlineData(typeof(IHalfNumbered), "RPC0006: 'IHalfNumbered.WalkAsync': other operations state their ordinal, this one does not.")]
    [InlineData(typeof(IObject), "RPC0007: 'IObject.RunAsync' cannot be marshalled: 'Object values[]', nothing on the wire names a type; make it an [RpcUnion] of what it may be.")]
    [InlineData(typeof(IUnmarked), "RPC0007: 'IUnmarked.RunAsync' cannot be marshalled: 'Plain result', it is no [RpcMessage].")]
    [InlineData(typeof(IBoundedNumber), "RPC0007: 'IBoundedNumber.RunAsync' cannot be marshalled: 'Int32 value', [RpcLength] bounds text, octets, lists and maps; there is none at level 0.")]
    [InlineData(typeof(IMatrix), "RPC0007: 'IMatrix.RunAsync' cannot be marshalled: 'Int32[,] values', arrays have one dimension.")]
    [InlineData(typeof(IEndless), "RPC0007: 'Endless.Next' cannot be marshalled")]
    [InlineData(typeof(IFaulty), "RPC0007: 'ReferenceFault.Who' cannot be marshalled: 'INamed Who', a fault is the end of a call, and carries no references.")]
    [InlineData(typeof(IUnmakeable), "RPC0008: Message 'Closed': no accessible constructor takes only parameters that are named and typed like its properties.")]
    [InlineData(typeof(IBadUnion), "RPC0009: Union 'Choice': the number of 'Case' is not from 1; other labels need [RpcUnion(Discriminator = typeof(…))].")]
    public void A_contract_that_the_generator_would_refuse_is_refused_with_its_words(Type contract, string words)
    {
        ContractException refused = Assert.Throws<ContractException>(() => DynamicContract.Of(contract));
        Assert.StartsWith(words, refused.Message, StringComparison.Ordinal);
        Assert.Equal(words[..7], refused.Id);
        // Again the same: nothing half made was left behind.
        Assert.Equal(refused.Message, Assert.Throws<ContractException>(() => DynamicContract.Of(contract)).Message);
    }
}
