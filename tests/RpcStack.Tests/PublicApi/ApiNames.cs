using System.Reflection;

namespace RpcStack.Tests.PublicApi;

/// <summary>Types as C# writes them.</summary>
internal static class ApiNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(sbyte)] = "sbyte",
        [typeof(byte)] = "byte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    public static bool IsDelegate(Type type) => type.IsSubclassOf(typeof(Delegate));

    /// <summary>A type where it is used: without its namespace.</summary>
    public static string Of(Type type)
    {
        if (type.IsByRef) return Of(type.GetElementType()!);
        if (type.IsArray) return Of(type.GetElementType()!) + $"[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is Type value) return Of(value) + "?";
        if (Keywords.TryGetValue(type, out string? keyword)) return keyword;
        if (type.IsGenericParameter) return type.Name;
        string outer = type.DeclaringType is null ? "" : Of(type.DeclaringType) + ".";
        return outer + type.Name.Split('`')[0] + Arguments(type.GetGenericArguments());
    }

    /// <summary>A type where it is declared.</summary>
    public static string Full(Type type) => $"{type.Namespace}.{Of(type).Split('<')[0]}"
        + Arguments(type.GetGenericArguments(), t => Variance(t) + Of(t));

    public static string Arguments(Type[] arguments) => Arguments(arguments, Of);

    private static string Arguments(Type[] arguments, Func<Type, string> name) =>
        arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(name))}>";

    public static string Kind(Type type)
    {
        if (type.IsEnum) return "enum";
        if (type.IsInterface) return "interface";
        bool isRecord = type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null;
        string record = isRecord ? "record " : "";
        if (type.IsValueType)
        {
            bool isReadOnly = type.IsDefined(typeof(System.Runtime.CompilerServices.IsReadOnlyAttribute));
            return $"{(isReadOnly ? "readonly " : "")}{(type.IsByRefLike ? "ref " : "")}{record}struct";
        }

        string modifier = type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract "
            : type.IsSealed ? "sealed " : "";
        return $"{modifier}{record}class";
    }

    public static IEnumerable<string> Bases(Type type)
    {
        if (type.IsEnum) return [Of(Enum.GetUnderlyingType(type))];
        Type? parent = type.IsValueType || type.BaseType == typeof(object) ? null : type.BaseType;
        IEnumerable<string> interfaces = type.GetInterfaces()
            .Where(i => i.IsVisible && parent?.GetInterfaces().Contains(i) != true)
            .Select(Of).Order(StringComparer.Ordinal);
        return parent is null ? interfaces : interfaces.Prepend(Of(parent));
    }

    public static string Constraints(Type[] arguments) =>
        string.Concat(arguments.Where(a => a.IsGenericParameter).Select(Constraint));

    private static string Constraint(Type parameter)
    {
        GenericParameterAttributes attributes = parameter.GenericParameterAttributes;
        List<string> words = [];
        bool isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint)) words.Add("class");
        if (isStruct) words.Add("struct");
        words.AddRange(parameter.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)).Select(Of));
        if (!isStruct && attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint)) words.Add("new()");
        if (attributes.HasFlag(GenericParameterAttributes.AllowByRefLike)) words.Add("allows ref struct");
        return words.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", words)}";
    }

    private static string Variance(Type parameter) =>
        (parameter.GenericParameterAttributes & GenericParameterAttributes.VarianceMask) switch
        {
            GenericParameterAttributes.Covariant => "out ",
            GenericParameterAttributes.Contravariant => "in ",
            _ => "",
        };
}
