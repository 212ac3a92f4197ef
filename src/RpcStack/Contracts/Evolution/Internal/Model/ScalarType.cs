using RpcStack.Marshalling;

namespace RpcStack.Evolution;

/// <summary>A scalar; text and octets may be bounded.</summary>
internal sealed class ScalarType(ScalarKind kind, SchemaBound bound) : SchemaType
{
    public ScalarKind Kind { get; } = kind;

    public SchemaBound Bound { get; } = bound;

    public override string ToString() => ScalarKeywords.Of(Kind) + Bound;
}
