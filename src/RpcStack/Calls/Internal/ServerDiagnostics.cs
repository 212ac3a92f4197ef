using RpcStack.Objects;
using RpcStack.Protocol;

namespace RpcStack.Calls.Internal;

/// <summary>What a server says of itself to those who may ask.</summary>
internal sealed class ServerDiagnostics(RpcServer server, Administrators administrators, TimeProvider time) : IDiagnostics
{
    public ValueTask<IReadOnlyList<ReferenceReport>> ReferencesAsync(CancellationToken cancel = default)
    {
        administrators.Check();
        DateTimeOffset now = time.GetUtcNow();
        return new((IReadOnlyList<ReferenceReport>)[.. server.Connections.SelectMany(c => Of(c, now))]);
    }

    private static IEnumerable<ReferenceReport> Of(RpcConnection connection, DateTimeOffset now)
    {
        RpcReferences references = connection.References;
        return references.Exports.Select(e => Of(e, isExport: true)).Concat(references.Imports.Select(i => Of(i, isExport: false)));

        ReferenceReport Of(RpcReference reference, bool isExport) => new(
            connection.RemoteName,
            isExport,
            reference.Contract,
            reference.Type ?? "",
            reference.Id,
            (long)reference.Count,
            (long)(now - reference.Since).TotalMilliseconds,
            (long)(reference.LeaseEnds - now).TotalMilliseconds,
            reference.Stack ?? "");
    }
}
