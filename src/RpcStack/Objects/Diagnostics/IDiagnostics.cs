namespace RpcStack;

/// <summary>
/// What goes on in a server. Only callers on its machine, and those whom the server says, may ask. For peers in other
/// languages it is <c>idl/diagnostics.idl</c>.
/// </summary>
[RpcContract]
public partial interface IDiagnostics
{
    /// <summary>The references of all connections.</summary>
    [Idempotent]
    ValueTask<IReadOnlyList<ReferenceReport>> ReferencesAsync(CancellationToken cancel = default);
}
