namespace RpcStack.Protocol.Internal.Serving;

/// <summary>An object and what runs the operations of its contract on it.</summary>
internal sealed record MappedService(object Service, DispatchTable Table);
