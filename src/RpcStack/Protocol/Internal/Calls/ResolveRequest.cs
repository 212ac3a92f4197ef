using RpcStack.Marshalling;
using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Protocol.Internal.Calls;

/// <summary>
/// The body of the root object's operations, the same whatever the wire format:
/// <c>[target] name:string contract:string fingerprint:u64 schema:string</c>. The result is the REQUEST's promise.
/// </summary>
internal sealed record ResolveRequest(string Name, string Contract, ulong Fingerprint, string Schema)
{
    /// <summary>The operation that makes a promise of a name.</summary>
    public const int OfName = 0;

    /// <summary>
    /// The operation that makes a promise of an object that the caller holds, under the caller's build of its contract: the
    /// object's <c>target</c> stands before the rest, and the name is empty.
    /// </summary>
    public const int OfObject = 1;

    /// <summary>
    /// The operation that says by which build of its contract the caller means a promise, of a call's result, that it has:
    /// that <c>target</c> stands before the rest, and the name is empty.
    /// </summary>
    public const int OfPromise = 2;

    private const int MaxName = 1024;

    public static ResolveRequest Read(ref PayloadReader reader, RpcLimits limits) => new(
        reader.ReadString("A service's name", MaxName),
        reader.ReadString("A contract's name", MaxName),
        reader.ReadUInt64(),
        reader.ReadString("A contract's schema", limits.MaxMessageSize));

    public void Write(ByteWriter writer)
    {
        writer.WriteString(Name);
        writer.WriteString(Contract);
        writer.WriteUInt64(Fingerprint);
        writer.WriteString(Schema);
    }
}
