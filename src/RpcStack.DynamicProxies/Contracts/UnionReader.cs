using System.Globalization;
using System.Reflection;
using RpcStack.DynamicProxies.Marshalling;

namespace RpcStack.DynamicProxies.Contracts;

/// <summary>Reads an abstract class or an interface, and its cases, as a union, and makes its plan.</summary>
internal sealed class UnionReader
{
    private readonly Type _type;
    private readonly Type? _discriminator;
    private readonly HashSet<long> _labels = [];
    private readonly HashSet<Type> _cases = [];
    private readonly HashSet<string> _names = [];
    private bool _hasDefault;

    private UnionReader(Type type)
    {
        _type = type;
        // MessagePack's numbers begin at 0, which is a label like any other and no field of protobuf's.
        _discriminator = Annotations.Of(type) is null
            ? type.GetCustomAttribute<RpcUnionAttribute>(false)!.Discriminator
            : typeof(int);
    }

    /// <summary>The codec of a union.</summary>
    public static Type Read(Type type) => Plans.CodecOf(new(type, "", []), type, () => new UnionReader(type).Plan());

    private object Plan()
    {
        if (_type.IsGenericType) throw Refuse("it is generic");
        if (!_type.IsAbstract) throw Refuse("it is not abstract, so a value could be none of its cases");
        if (_discriminator is not null && !IsDiscriminator(_discriminator))
            throw Refuse($"its discriminator '{_discriminator.Name}' is no integer, bool, char or enumeration");
        (Type Type, object[] Labels)[] listed = [.. Listed()];
        if (listed.Length == 0) throw Refuse("it has no [RpcCase]");
        // Where there is a discriminator, protobuf's field 1 is its.
        (int Number, object Plan)[] cases = [.. listed.Select((c, i) => Case(c.Type, c.Labels, i + 2)).OrderBy(c => c.Number)];
        var plans = Array.CreateInstance(typeof(CasePlan<>).MakeGenericType(_type), cases.Length);
        for (int i = 0; i < cases.Length; i++) plans.SetValue(cases[i].Plan, i);
        return Activator.CreateInstance(
            typeof(UnionPlan<>).MakeGenericType(_type),
            Naming.Type(_type, _type.GetCustomAttribute<RpcUnionAttribute>(false)?.Name),
            _discriminator is null
                ? null
                : new CodecResolver(_type.Assembly, _type.Name, Bounds.None).Resolve(TypeUse.Of(_discriminator), "").Codec,
            plans)!;
    }

    private IEnumerable<(Type Type, object[] Labels)> Listed() => Annotations.Of(_type) is not null
        ? Annotations.Cases(_type)
        : from data in _type.GetCustomAttributesData()
          where data.AttributeType.IsGenericType && data.AttributeType.GetGenericTypeDefinition() == typeof(RpcCaseAttribute<>)
          select (data.AttributeType.GenericTypeArguments[0], Labels(data));

    // An enumeration's values come as numbers with their type.
    private static object[] Labels(CustomAttributeData data) =>
        data.ConstructorArguments[0].Value is IEnumerable<CustomAttributeTypedArgument> labels
            ? [.. labels.Select(l => l.ArgumentType.IsEnum ? Enum.ToObject(l.ArgumentType, l.Value!) : l.Value!)]
            : [null!];

    private (int Number, object Plan) Case(Type type, object[] given, int field)
    {
        string name = Naming.Simple(type);
        if (!_cases.Add(type)) throw Refuse($"'{name}' is listed twice");
        if (!Contracts.IsMessage(type) || type.IsAbstract) throw Refuse($"'{name}' is no [RpcMessage] with values");
        if (!_names.Add(name)) throw Refuse($"another case is called '{name}' too");
        if (!_type.IsAssignableFrom(type)) throw Refuse($"'{name}' does not derive from it");
        long[] labels = [.. given.Select(label => Label(label, name))];
        if (_discriminator is null && labels.Length != 1)
            throw Refuse($"'{name}' has several labels or none, which needs [RpcUnion(Discriminator = typeof(…))]");
        if (labels.Length == 0 && _hasDefault) throw Refuse($"'{name}' has no label, and another case is the default");
        _hasDefault |= labels.Length == 0;
        LabelHolder? holder = Holder(type, name, labels);
        Type codec = MessageReader.Read(type, []);
        int number = _discriminator is null ? (int)labels[0] : field;
        object plan = Activator.CreateInstance(
            typeof(CasePlan<,,>).MakeGenericType(_type, type, codec),
            number,
            name,
            _discriminator is null ? [] : labels,
            holder,
            _discriminator is not null)!;
        return (number, plan);
    }

    private long Label(object? given, string name)
    {
        bool isValid = _discriminator is null ? given is int and > 0 : given is not null && IsValueOf(given, _discriminator);
        if (!isValid)
            throw Refuse(_discriminator is null
                ? $"the number of '{name}' is not from 1; other labels need [RpcUnion(Discriminator = typeof(…))]"
                : $"the label {given ?? "null"} of '{name}' is no value of '{_discriminator.Name}'");
        long label = LabelHolder.ToInt64(given!);
        return _labels.Add(label) ? label : throw Refuse($"the label {given} of '{name}' is taken");
    }

    private LabelHolder? Holder(Type type, string name, long[] labels)
    {
        if (MessageMembers.Discriminator(type) is not { } member)
        {
            return labels.Length == 1 || _discriminator is null
                ? null
                : throw Refuse($"'{name}' stands for several labels, so it needs an [RpcDiscriminator] that says which");
        }

        LabelHolder holder = new(member);
        if (_discriminator is null) throw Refuse($"'{name}' has an [RpcDiscriminator], and the union has no discriminator");
        bool canSet = member is PropertyInfo { SetMethod: { } setter } ? setter.IsAccessible() : member is FieldInfo { IsInitOnly: false };
        return holder.Type == _discriminator && canSet
            ? holder
            : throw Refuse($"'{name}.{member.Name}' is no '{_discriminator.Name}' that can be set");
    }

    private static bool IsDiscriminator(Type type) => type.IsEnum || Type.GetTypeCode(type) is
        TypeCode.Boolean or TypeCode.Char or (>= TypeCode.SByte and <= TypeCode.UInt64);

    private static bool IsValueOf(object label, Type discriminator)
    {
        if (label.GetType() == discriminator) return true;
        if (discriminator.IsEnum || !IsInteger(discriminator) || !IsInteger(label.GetType())) return false;
        try
        {
            return Convert.ChangeType(label, discriminator, CultureInfo.InvariantCulture) is not null;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static bool IsInteger(Type type) =>
        !type.IsEnum && Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.UInt64;

    private ContractException Refuse(string reason) => new("RPC0009", $"Union '{_type.Name}': {reason}.");
}
