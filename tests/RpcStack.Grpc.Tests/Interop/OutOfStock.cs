namespace RpcStack.Grpc.Tests.Interop;

[RpcMessage(Name = "rpcstack.interop.OutOfStock")]
public sealed partial class OutOfStock(string item, int missing) : RpcFault($"{missing} of {item} are missing")
{
    public string Item { get; } = item;

    public int Missing { get; } = missing;
}
