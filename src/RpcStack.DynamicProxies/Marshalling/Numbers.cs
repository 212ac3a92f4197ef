using RpcStack.Marshalling;

namespace RpcStack.DynamicProxies.Marshalling;

/// <summary>Numbers and bounds as types.</summary>
internal static class Numbers
{
    public static Type TypeOf(int number) => number == 0
        ? typeof(Zero)
        : (number % 2 == 0 ? typeof(Even<>) : typeof(Odd<>)).MakeGenericType(TypeOf(number / 2));

    public static Type TypeOf(Bound bound) =>
        (bound.IsFixed ? typeof(Exactly<>) : typeof(AtMost<>)).MakeGenericType(TypeOf(bound.Limit));

    private readonly struct AtMost<TLimit> : IBound where TLimit : struct, INumber
    {
        public static Bound Value { get; } = Bound.AtMost(TLimit.Value);
    }

    private readonly struct Exactly<TLimit> : IBound where TLimit : struct, INumber
    {
        public static Bound Value { get; } = Bound.Exactly(TLimit.Value);
    }
}
