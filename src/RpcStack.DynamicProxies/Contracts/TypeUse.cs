using System.Reflection;

namespace RpcStack.DynamicProxies.Contracts;

/// <summary>A type where it is used: what C# says of it there beyond its run-time type.</summary>
/// <param name="Type">The run-time type.</param>
/// <param name="IsNullable">Whether C# allows null: <c>string?</c>, <c>int?</c>.</param>
/// <param name="Arguments">Its type arguments, a tuple's elements however many there are, or an array's element.</param>
/// <param name="Names">A tuple's element names, null for those that have none.</param>
internal sealed record TypeUse(Type Type, bool IsNullable, IReadOnlyList<TypeUse> Arguments, IReadOnlyList<string?> Names)
{
    /// <summary>Whether it is what a generic message was given for a type parameter of its own, without a struct constraint.</summary>
    public bool IsParameter { get; init; }

    public static TypeUse Of(ParameterInfo parameter) =>
        new TypeUseReader(parameter.GetCustomAttributesData(), parameter.Member, []).Read(parameter.ParameterType);

    /// <summary>A member of a generic message's definition, in a message with these type arguments.</summary>
    public static TypeUse Of(MemberInfo member, IReadOnlyList<TypeUse> arguments) =>
        new TypeUseReader(member.GetCustomAttributesData(), member.DeclaringType!, arguments)
            .Read(member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType);

    /// <summary>A type of which no more is known than its run-time type.</summary>
    public static TypeUse Of(Type type)
    {
        Type bare = Nullable.GetUnderlyingType(type) ?? type;
        TypeUse[] arguments = bare.IsArray ? [Of(bare.GetElementType()!)] : [.. bare.GetGenericArguments().Select(Of)];
        return Of(type, bare != type, arguments, []);
    }

    public static TypeUse Of(Type type, bool isNullable, TypeUse[] arguments, string?[] names) =>
        new(type, isNullable, Tuples.Count(Nullable.GetUnderlyingType(type) ?? type) > 7 ? [.. arguments[..7], .. arguments[7].Arguments] : arguments, names);

    public TypeUse Bare() => this with { IsNullable = false };

    /// <summary>As people write it.</summary>
    public override string ToString()
    {
        string end = IsNullable ? "?" : "";
        if (Type.IsArray) return $"{Arguments[0]}[{new string(',', Type.GetArrayRank() - 1)}]{end}";
        string name = Naming.Simple(Nullable.GetUnderlyingType(Type) ?? Type);
        return Arguments.Count == 0 ? name + end : $"{name}<{string.Join(", ", Arguments)}>{end}";
    }
}
