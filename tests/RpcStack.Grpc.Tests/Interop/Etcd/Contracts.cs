namespace RpcStack.Grpc.Tests.Interop.Etcd;

// etcdserverpb, in etcd's api/etcdserverpb/rpc.proto: a request's fields are an operation's parameters.

[RpcContract(Name = "etcdserverpb.KV")]
public partial interface IKeyValues
{
    ValueTask<RangeResponse> RangeAsync(byte[] key, byte[] rangeEnd, long limit = 0, long revision = 0, CancellationToken cancel = default);

    ValueTask<PutResponse> PutAsync(byte[] key, byte[] value, long lease = 0, bool previous = false, CancellationToken cancel = default);

    ValueTask<TxnResponse> TxnAsync(
        IReadOnlyList<Compare> compare, IReadOnlyList<RequestOp> success, IReadOnlyList<RequestOp> failure, CancellationToken cancel = default);
}

[RpcContract(Name = "etcdserverpb.Watch")]
public partial interface IWatch
{
    IAsyncEnumerable<WatchResponse> WatchAsync(IAsyncEnumerable<WatchRequest> requests, CancellationToken cancel = default);
}

[RpcContract(Name = "etcdserverpb.Lease")]
public partial interface ILease
{
    ValueTask<LeaseGrantResponse> LeaseGrantAsync(long timeToLive, long id, CancellationToken cancel = default);

    IAsyncEnumerable<LeaseKeepAliveResponse> LeaseKeepAliveAsync(IAsyncEnumerable<LeaseKeepAliveRequest> requests, CancellationToken cancel = default);
}
