namespace RpcStack.Marshalling;

/// <summary>Which shapes XDR writes without a byte: a count of them proves nothing about the bytes that follow.</summary>
internal static class XdrSize
{
    /// <summary>Asks only where <paramref name="count"/> items of four bytes would not fit.</summary>
    public static bool IsZero(Shape shape, uint count, int left) => count > (uint)left / 4 && IsZero(shape);

    public static bool IsZero(Shape shape) => shape switch
    {
        ScalarShape scalar => scalar.Bound is { IsFixed: true, Limit: 0 } && scalar.Kind == ScalarKind.Bytes,
        ListShape list => list.Bound.IsFixed && (list.Bound.Limit == 0 || IsZero(list.Element)),
        MessageShape message => message.Fields.All(static field => IsZero(field.Shape)),
        _ => false,
    };
}
