namespace RpcStack.Grpc.Tests.Calls;

[RpcContract]
public partial interface IStubborn
{
    ValueTask SleepAsync(int milliseconds, CancellationToken cancel = default);
}
