using System.Collections.Concurrent;

namespace RpcStack.Grpc.Internal.Calling;

/// <summary>A gRPC service, with the addresses of its operations.</summary>
internal sealed class GrpcTarget(ContractDescriptor contract, string name, Uri server) : RpcTarget(contract, name)
{
    private readonly ConcurrentDictionary<Operation, Uri> _addresses = new(ReferenceEqualityComparer.Instance);

    /// <summary><c>Path → "/" Service-Name "/" method name</c></summary>
    public Uri AddressOf(Operation operation) =>
        _addresses.TryGetValue(operation, out Uri? address)
            ? address
            : _addresses.GetOrAdd(operation, static (operation, target) => target.Make(operation), this);

    private Uri Make(Operation operation) =>
        new(server, $"/{Uri.EscapeDataString(Name)}/{Uri.EscapeDataString(operation.Name)}");
}
