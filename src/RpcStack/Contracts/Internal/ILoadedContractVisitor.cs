namespace RpcStack;

/// <summary>Is given a contract with its type.</summary>
internal interface ILoadedContractVisitor<out TResult>
{
    TResult Visit<T>() where T : class, IContract<T>;
}
