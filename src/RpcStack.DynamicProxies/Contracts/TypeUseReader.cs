using System.Reflection;

namespace RpcStack.DynamicProxies.Contracts;

/// <summary>
/// Goes through a type in the order in which the compiler writes down what C# says of its parts: a flag for each that may be
/// null, a name for each element of a tuple.
/// </summary>
/// <remarks>
/// github.com/dotnet/roslyn/blob/main/docs/features/nullable-metadata.md. NullabilityInfoContext takes a type parameter without a
/// constraint for nullable, which it is not where it is not written so.
/// </remarks>
internal sealed class TypeUseReader
{
    private const string Space = "System.Runtime.CompilerServices.";
    private const byte Annotated = 2;

    private readonly IReadOnlyList<TypeUse> _parameters;
    private readonly Queue<string?> _names;
    private readonly byte[] _flags;
    private int _next;

    /// <param name="attributes">Those of what has the type.</param>
    /// <param name="surroundings">What it belongs to, which may speak for all that belongs to it.</param>
    /// <param name="parameters">What stands for the type parameters.</param>
    public TypeUseReader(IList<CustomAttributeData> attributes, MemberInfo surroundings, IReadOnlyList<TypeUse> parameters)
    {
        _parameters = parameters;
        _names = new(Values<string>(Find(attributes, "TupleElementNamesAttribute")));
        _flags = Find(attributes, "NullableAttribute") is { } own ? [.. Values<byte>(own)] : [Context(surroundings)];
    }

    public TypeUse Read(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            TypeUse inner = Read(value);
            return inner with { Type = typeof(Nullable<>).MakeGenericType(inner.Type), IsNullable = true };
        }

        bool isNullable = (!type.IsValueType || type.IsGenericType) && Flag() == Annotated && !type.IsValueType;
        if (type.IsGenericParameter) return Parameter(type, isNullable);
        if (type.IsArray)
        {
            TypeUse element = Read(type.GetElementType()!);
            Type array = type.IsSZArray ? element.Type.MakeArrayType() : element.Type.MakeArrayType(type.GetArrayRank());
            return new(array, isNullable, [element], []);
        }

        string?[] names = [.. Names(Tuples.Count(type))];
        TypeUse[] arguments = [.. type.GetGenericArguments().Select(Read)];
        if (arguments.Length > 0) type = type.GetGenericTypeDefinition().MakeGenericType([.. arguments.Select(a => a.Type)]);
        return TypeUse.Of(type, isNullable, arguments, names);
    }

    private TypeUse Parameter(Type type, bool isNullable)
    {
        TypeUse given = _parameters[type.GenericParameterPosition];
        bool isStruct = type.GenericParameterAttributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        return given with
        {
            IsNullable = given.IsNullable || (isNullable && !given.Type.IsValueType),
            IsParameter = !isStruct && !isNullable,
        };
    }

    private byte Flag() => _flags.Length == 1 ? _flags[0] : _flags.ElementAtOrDefault(_next++);

    private IEnumerable<string?> Names(int count)
    {
        for (int i = 0; i < count; i++) yield return _names.TryDequeue(out string? name) ? name : null;
    }

    private static byte Context(MemberInfo? surroundings)
    {
        for (; surroundings is not null; surroundings = surroundings.DeclaringType)
            if (Find(surroundings.GetCustomAttributesData(), "NullableContextAttribute") is { } context) return Values<byte>(context).First();
        return 0;
    }

    private static CustomAttributeData? Find(IList<CustomAttributeData> attributes, string name) =>
        attributes.FirstOrDefault(a => a.AttributeType.FullName == Space + name);

    private static IEnumerable<T?> Values<T>(CustomAttributeData? attribute) => attribute?.ConstructorArguments[0].Value switch
    {
        IEnumerable<CustomAttributeTypedArgument> several => several.Select(v => (T?)v.Value),
        T one => [one],
        _ => [],
    };
}
