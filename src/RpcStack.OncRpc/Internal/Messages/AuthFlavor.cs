namespace RpcStack.OncRpc.Internal.Messages;

/// <summary>The kinds of credentials that are spoken here (auth_flavor, RFC 5531 §8.2).</summary>
internal enum AuthFlavor : uint
{
    None = 0,
    Sys = 1,
}
