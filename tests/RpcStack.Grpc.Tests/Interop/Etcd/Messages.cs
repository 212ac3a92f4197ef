namespace RpcStack.Grpc.Tests.Interop.Etcd;

[RpcMessage]
public sealed partial record ResponseHeader(ulong ClusterId, ulong MemberId, long Revision, ulong RaftTerm);

[RpcMessage]
public sealed partial record KeyValue(byte[] Key, long CreateRevision, long ModRevision, long Version, byte[] Value, long Lease);

[RpcMessage]
public sealed partial record RangeResponse(ResponseHeader Header, IReadOnlyList<KeyValue> Values, bool More, long Count);

[RpcMessage]
public sealed partial record PutResponse(ResponseHeader Header, KeyValue? Previous);

public enum CompareResult
{
    Equal = 0,
    Greater = 1,
    Less = 2,
    NotEqual = 3,
}

public enum CompareTarget
{
    Version = 0,
    Create = 1,
    Mod = 2,
    Value = 3,
}

/// <summary>Of the optional fields exactly one is there: they are a <c>oneof</c>.</summary>
[RpcMessage]
public sealed partial record Compare(CompareResult Result, CompareTarget Target, byte[] Key, long? Version, long? CreateRevision, long? ModRevision, byte[]? Value);

[RpcUnion]
[RpcCase<RangeRequest>(1)]
[RpcCase<PutRequest>(2)]
public abstract partial record RequestOp;

[RpcMessage]
public sealed partial record RangeRequest(byte[] Key) : RequestOp;

[RpcMessage]
public sealed partial record PutRequest(byte[] Key, byte[] Value) : RequestOp;

[RpcMessage]
public sealed partial record ResponseOp(RangeResponse? Range, PutResponse? Put);

[RpcMessage]
public sealed partial record TxnResponse(ResponseHeader Header, bool Succeeded, IReadOnlyList<ResponseOp> Responses);

[RpcMessage]
public sealed partial record WatchCreateRequest(byte[] Key, byte[] RangeEnd);

[RpcMessage]
public sealed partial record WatchRequest(WatchCreateRequest? Create);

[RpcMessage]
public sealed partial record WatchResponse(
    [RpcField(0)] ResponseHeader Header,
    [RpcField(1)] long WatchId,
    [RpcField(2)] bool Created,
    [RpcField(3)] bool Cancelled,
    [RpcField(10)] IReadOnlyList<Event> Events);

[RpcMessage]
public sealed partial record Event(int Type, KeyValue Value);

[RpcMessage]
public sealed partial record LeaseGrantResponse(ResponseHeader Header, long Id, long TimeToLive, string Error);

[RpcMessage]
public sealed partial record LeaseKeepAliveRequest(long Id);

[RpcMessage]
public sealed partial record LeaseKeepAliveResponse(ResponseHeader Header, long Id, long TimeToLive);
