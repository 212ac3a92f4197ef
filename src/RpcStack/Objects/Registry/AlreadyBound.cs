namespace RpcStack;

/// <summary>The name stands for something already.</summary>
[RpcMessage]
public sealed class AlreadyBound(Binding binding) : RpcFault(
    $"'{binding.Name}' stands for {(binding.Endpoint.Length == 0 ? "a service of the server's own" : binding.Endpoint)}.")
{
    /// <summary>What it stands for.</summary>
    public Binding Binding { get; } = binding;
}
