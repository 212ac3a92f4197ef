namespace RpcStack;

/// <summary>A reference on one of a server's connections.</summary>
/// <param name="Peer">Who holds it, or whose object it is.</param>
/// <param name="IsExport">Whether the peer holds an object of the server's; otherwise the server holds one of the peer's.</param>
/// <param name="Contract">The contract that the object is held by.</param>
/// <param name="Type">The object's type on the server; empty where the object is the peer's.</param>
/// <param name="Id">Which object, in its owner's table for that connection.</param>
/// <param name="Count">How often it was given and not given back.</param>
/// <param name="Age">How long ago it was first given, in milliseconds.</param>
/// <param name="Lease">How long it is held unless it is renewed, in milliseconds.</param>
/// <param name="Stack">The stack that gave or received it; empty where the server does not keep them.</param>
[RpcMessage]
public sealed record ReferenceReport(
    string Peer, bool IsExport, string Contract, string Type, string Id, long Count, long Age, long Lease, string Stack);
