namespace RpcStack.Marshalling;

// The part that analyzers compile too.
internal static partial class UnionLabel
{
    public static ScalarKind KindOf(Shape discriminator) => discriminator switch
    {
        EnumShape shape => shape.Underlying,
        ScalarShape { Kind: <= ScalarKind.UInt64 or ScalarKind.Char } scalar => scalar.Kind,
        _ => throw new NotSupportedException($"A union's discriminator is no {discriminator.GetType().Name}."),
    };
}
