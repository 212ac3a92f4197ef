using System.Reflection;
using RpcStack.DynamicProxies.Marshalling;

namespace RpcStack.DynamicProxies.Contracts;

/// <summary>Reads a class, record, struct or tuple as a message, and makes its plan.</summary>
internal sealed class MessageReader
{
    private readonly Type _type;
    private readonly IReadOnlyList<(TypeUse Use, CodecUse Codec)> _parameters;
    private readonly Annotations? _foreign;

    private MessageReader(Type type, IReadOnlyList<(TypeUse Use, CodecUse Codec)> parameters)
    {
        _type = type;
        _parameters = parameters;
        _foreign = Annotations.Of(type);
    }

    private string Name => Naming.Simple(_type);

    /// <summary>The codec of a message.</summary>
    /// <param name="type">The message's type.</param>
    /// <param name="parameters">Its type arguments, if it is generic.</param>
    public static Type Read(Type type, IReadOnlyList<(TypeUse Use, CodecUse Codec)> parameters) => Plans.CodecOf(
        new(type, "", [.. parameters.Select(p => p.Codec.Codec)]), type, () => new MessageReader(type, parameters).Plan());

    /// <summary>The codec of a tuple.</summary>
    public static Type Tuple(Type type, string[] names, CodecUse[] elements)
    {
        string wireName = $"({string.Join(", ", names)})";
        return Plans.CodecOf(new(type, wireName, [.. elements.Select(e => e.Codec)]), type, () => MessagePlans.Make(
            type,
            wireName,
            wireName,
            false,
            [.. elements.Select((element, i) => new FieldDescription(i, names[i], element, tuple => Tuples.Element(tuple, i)))],
            values => Tuples.New(type, values)));
    }

    private object Plan()
    {
        CheckType();
        IReadOnlyList<MessageMember> members = MessageMembers.Of(_type);
        Construction construction = Construction.Choose(_type, members)
            ?? throw Refuse("no accessible constructor takes only parameters that are named and typed like its properties");
        MessageMember? discriminator = members.FirstOrDefault(m => MessageMembers.IsDiscriminator(m.Member));
        MessageMember[] fields = [.. members.Where(m => m != discriminator && IsField(m, construction))];
        int[] positions = Positions(fields, construction);
        (MessageMember Member, int Position)[] ordered = [.. fields.Zip(positions).OrderBy(f => f.Second)];
        return MessagePlans.Make(
            _type,
            Naming.Type(_type, _type.GetCustomAttribute<RpcMessageAttribute>(false)?.Name),
            Name,
            false,
            [.. ordered.Select(f => new FieldDescription(f.Position, f.Member.Name, Resolve(f.Member, construction), f.Member.Of))],
            values => construction.Build(_type, [.. ordered.Select((f, i) => (f.Member, values[i]))], discriminator));
    }

    private void CheckType()
    {
        if (_type.GetInterfaces().FirstOrDefault(Contracts.IsContract) is { } contract)
            throw new ContractException(
                "RPC0013",
                $"'{Name}' is an [RpcMessage] and implements the contract '{contract.Name}': it goes by reference as the one and by value as the other.");
        if (_foreign?.Refuse(_type) is { } refusal) throw Refuse(refusal);
        if (_type.BaseType is not { } other || other == typeof(object) || other == typeof(ValueType)) return;
        if (Contracts.IsMessage(other) || Contracts.IsUnion(other) || other == typeof(RpcFault)) return;
        throw new ContractException("RPC0010", other == typeof(Exception)
            ? $"'{Name}': a message that is an exception derives from RpcFault."
            : $"'{Name}': its base type '{other.Name}' is no [RpcMessage].");
    }

    private CodecUse Resolve(MessageMember member, Construction construction)
    {
        Type declaring = member.Member.DeclaringType!;
        IEnumerable<TypeUse> parameters = declaring == _type ? _parameters.Select(p => p.Use) : declaring.GetGenericArguments().Select(TypeUse.Of);
        TypeUse use = TypeUse.Of(member.Definition, [.. parameters]);
        CodecResolver resolver = new(
            _type.Assembly,
            $"{Name}.{member.Name}",
            Bounds.Of(member.Definition, construction.ParameterOf(member)),
            typeof(RpcFault).IsAssignableFrom(_type));
        CodecUse codec = resolver.Resolve(use, member.Name);
        // Whether something stands for a type parameter that was left out is the codec's to say.
        return use.IsParameter && use.Type.IsValueType ? codec with { IsRequired = false } : codec;
    }

    private bool IsField(MessageMember member, Construction construction)
    {
        if (construction.ParameterOf(member) is not null) return true;
        if (member.IsArgumentOnly) return false;
        if (member.CanSet) return true;
        if (member.HasSetter) throw Refuse($"the setter of '{member.Name}' is not accessible and no constructor takes it");
        if (member.IsMarked) throw Refuse($"'{member.Name}' is a field that nothing sets");
        return member.IsRequired ? throw Refuse($"'{member.Name}' is required and no field") : false;
    }

    private int[] Positions(MessageMember[] fields, Construction construction)
    {
        int?[] stated = [.. fields.Select(f => Position(f, construction))];
        if (_foreign is null && stated.All(p => p is null)) return [.. Enumerable.Range(0, fields.Length)];
        HashSet<int> seen = [];
        for (int i = 0; i < fields.Length; i++)
        {
            string name = fields[i].Name;
            if (stated[i] is not { } position)
                throw Refuse(_foreign is null ? $"other fields state their position, '{name}' does not" : $"'{name}' has no {_foreign.Number}");
            if (position is < 0 or > MessageMember.MaxPosition)
                throw Refuse($"the position of '{name}' is not from 0 to {MessageMember.MaxPosition}");
            if (!seen.Add(position)) throw Refuse($"the position of '{name}' is taken");
        }

        return [.. stated.Select(p => p!.Value)];
    }

    private int? Position(MessageMember member, Construction construction) => _foreign is not null
        ? _foreign.Position(member.Member)
        : (member.Member.GetCustomAttribute<RpcFieldAttribute>()
            ?? construction.ParameterOf(member)?.GetCustomAttribute<RpcFieldAttribute>())?.Position;

    private ContractException Refuse(string reason) => new("RPC0008", $"Message '{Name}': {reason}.");
}
