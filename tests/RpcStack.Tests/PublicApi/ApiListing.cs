using System.Reflection;
using System.Text;

namespace RpcStack.Tests.PublicApi;

/// <summary>An assembly's public types and their members, one a line, in an order that does not depend on the source.</summary>
internal static class ApiListing
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        StringBuilder text = new();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(TypeLine(type)).Append('\n');
            foreach (string line in Members(type).Order(StringComparer.Ordinal)) text.Append("  ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static string TypeLine(Type type)
    {
        string name = ApiNames.Full(type);
        if (ApiNames.IsDelegate(type)) return $"delegate {Signature(type.GetMethod("Invoke")!, name)}";
        List<string> bases = [.. ApiNames.Bases(type)];
        string list = bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
        return $"{ApiNames.Kind(type)} {name}{list}{ApiNames.Constraints(type.GetGenericArguments())}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (ApiNames.IsDelegate(type)) return [];
        if (type.IsEnum)
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => $"{f.Name} = {f.GetRawConstantValue()}");
        return
        [
            .. type.GetFields(Declared).Where(IsVisible).Select(Field),
            .. type.GetConstructors(Declared).Where(IsVisible).Select(c => $"{Access(c)}new({Parameters(c)})"),
            .. type.GetProperties(Declared).Where(p => p.GetAccessors(true).Any(IsVisible)).Select(Property),
            .. type.GetEvents(Declared).Where(e => IsVisible(e.AddMethod!))
                .Select(e => $"{Access(e.AddMethod!)}event {ApiNames.Of(e.EventHandlerType!)} {e.Name}"),
            .. type.GetMethods(Declared).Where(m => IsVisible(m) && IsWritten(m))
                .Select(m => Access(m) + Signature(m, m.Name + ApiNames.Arguments(m.GetGenericArguments()))),
        ];
    }

    private static string Field(FieldInfo field)
    {
        string modifier = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        string value = field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "";
        return $"{(field.IsPublic ? "" : "protected ")}{modifier}{ApiNames.Of(field.FieldType)} {field.Name}{value}";
    }

    private static string Property(PropertyInfo property)
    {
        MethodInfo first = property.GetAccessors(true).First(IsVisible);
        string index = string.Join(", ", property.GetIndexParameters().Select(Parameter));
        string name = index.Length == 0 ? property.Name : $"this[{index}]";
        string get = Accessor(property.GetMethod, "get; ");
        bool isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers()
            .Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)) == true;
        string set = Accessor(property.SetMethod, isInit ? "init; " : "set; ");
        return $"{Access(first)}{ApiNames.Of(property.PropertyType)} {name} {{ {get}{set}}}";

        string Accessor(MethodInfo? method, string word) => method is null || !IsVisible(method) ? ""
            : method.IsPublic || !first.IsPublic ? word : "protected " + word;
    }

    private static string Signature(MethodInfo method, string name) =>
        $"{ApiNames.Of(method.ReturnType)} {name}({Parameters(method)}){ApiNames.Constraints(method.GetGenericArguments())}";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string way = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref "
            : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        string value = !parameter.HasDefaultValue ? "" : $" = {parameter.RawDefaultValue ?? "default"}";
        return $"{way}{ApiNames.Of(parameter.ParameterType)} {parameter.Name}{value}";
    }

    private static string Access(MethodBase method)
    {
        string access = method.IsPublic ? "" : "protected ";
        if (method.IsStatic) return access + (method.IsAbstract ? "static abstract " : "static ");
        if (method.DeclaringType!.IsInterface) return access + (method.IsAbstract ? "" : "virtual ");
        if (method is MethodInfo own && own.GetBaseDefinition() != own)
            return access + (own.IsFinal ? "sealed override " : "override ");
        return access + (method.IsAbstract ? "abstract " : method.IsVirtual && !method.IsFinal ? "virtual " : "");
    }

    private static bool IsVisible(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    // Accessors stand with their property or event, and what the compiler adds to records is said by the word.
    private static bool IsWritten(MethodInfo method) =>
        (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && !method.Name.Contains('<')
        && !method.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute));
}
