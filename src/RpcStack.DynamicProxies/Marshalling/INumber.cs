namespace RpcStack.DynamicProxies.Marshalling;

/// <summary>
/// A number as a type. Codecs are types without state, so what one knows must stand in its type arguments; at run time, only
/// types that exist already can stand there, and of these every number can be put together.
/// </summary>
internal interface INumber
{
    static abstract int Value { get; }
}

/// <summary>0.</summary>
internal readonly struct Zero : INumber
{
    public static int Value => 0;
}

/// <summary>Twice another number.</summary>
internal readonly struct Even<THalf> : INumber where THalf : struct, INumber
{
    public static int Value { get; } = 2 * THalf.Value;
}

/// <summary>Twice another number, and 1.</summary>
internal readonly struct Odd<THalf> : INumber where THalf : struct, INumber
{
    public static int Value { get; } = (2 * THalf.Value) + 1;
}
