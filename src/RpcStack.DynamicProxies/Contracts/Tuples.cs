using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace RpcStack.DynamicProxies.Contracts;

/// <summary>Tuples, which beyond seven elements hold the rest of them in another one.</summary>
internal static class Tuples
{
    private const int Rest = 7;

    /// <summary>How many elements the type has in C#; 0 where it is no tuple.</summary>
    public static int Count(Type type)
    {
        if (!type.IsGenericType || !type.IsValueType || !typeof(ITuple).IsAssignableFrom(type)) return 0;
        Type[] elements = type.GetGenericArguments();
        return elements.Length <= Rest ? elements.Length : Rest + Count(elements[Rest]);
    }

    /// <summary>Takes an element.</summary>
    public static Expression Element(Expression tuple, int index) => index < Rest
        ? Expression.Field(tuple, $"Item{index + 1}")
        : Element(Expression.Field(tuple, "Rest"), index - Rest);

    /// <summary>Makes a tuple of its elements.</summary>
    public static Expression New(Type type, IReadOnlyList<Expression> elements)
    {
        Type[] types = type.GetGenericArguments();
        IEnumerable<Expression> arguments = types.Length <= Rest
            ? elements
            : [.. elements.Take(Rest), New(types[Rest], [.. elements.Skip(Rest)])];
        return Expression.New(type.GetConstructor(types)!, arguments);
    }
}
