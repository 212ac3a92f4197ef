namespace RpcStack.Grpc.Internal.Wire;

/// <summary>google.rpc.Status, which <c>grpc-status-details-bin</c> holds: a declared fault is one of its details.</summary>
[RpcMessage(Name = "google.rpc.Status")]
internal sealed partial record StatusMessage(int Code, string Message, IReadOnlyList<AnyMessage> Details);
