using System.Linq.Expressions;
using System.Reflection;
using RpcStack.DynamicProxies.Marshalling;
using RpcStack.DynamicProxies.Proxies;
using RpcStack.Marshalling;

namespace RpcStack.DynamicProxies.Contracts;

/// <summary>Reads a method as an operation. A request is an array of the parameters that travel.</summary>
internal sealed class OperationReader
{
    private readonly MethodShape _shape;
    private readonly string _wireName;

    private OperationReader(MethodShape shape, string contract, string name)
    {
        _shape = shape;
        _wireName = $"{contract}.{name}";
    }

    private Assembly Assembly => _shape.Method.DeclaringType!.Assembly;

    private string ShortName => $"{_shape.Method.DeclaringType!.Name}.{_wireName[(_wireName.LastIndexOf('.') + 1)..]}";

    public static DynamicOperation Read(MethodInfo method, string contract, int ordinal, string name)
    {
        MethodShape shape = new(method);
        return new OperationReader(shape, contract, name).Read(ordinal, name);
    }

    private DynamicOperation Read(int ordinal, string name)
    {
        object request = Marshaller(typeof(object?[]), Request());
        CodecUse response = Alone(
            _shape.Result is null ? new(typeof(Unit), typeof(UnitCodec), IsBareMessage: true) : Resolve(_shape.Result, "result", _shape.Method.ReturnParameter),
            "Result");
        FaultDescriptor[] faults = [.. Faults()];
        Type operation;
        object[] arguments;
        if (_shape.Items is null)
        {
            operation = typeof(Operation<,>).MakeGenericType(typeof(object?[]), response.Type);
            arguments = [ordinal, name, _shape.Kind, request, Marshaller(response.Type, response.Codec)];
        }
        else
        {
            TypeUse use = TypeUse.Of(_shape.Items).Arguments[0];
            CodecUse item = Alone(Resolve(use, _shape.Items.Name + "[]", _shape.Items), "Item");
            operation = typeof(Operation<,,>).MakeGenericType(typeof(object?[]), item.Type, response.Type);
            arguments = [ordinal, name, _shape.Kind, request, Marshaller(item.Type, item.Codec), Marshaller(response.Type, response.Codec)];
        }

        object descriptor = Activator.CreateInstance(operation, arguments)!;
        Set(descriptor, nameof(Operation.Semantics), _shape.Semantics);
        Set(descriptor, nameof(Operation.Faults), faults);
        return DynamicOperation.Of((Operation)descriptor, _shape);
    }

    private CodecUse Resolve(TypeUse use, string path, ParameterInfo place) =>
        new CodecResolver(Assembly, _shape.Display, Bounds.Of(place)).Resolve(use, path);

    // Requests are messages whatever the parameters are, so that an operation can get another one.
    private Type Request()
    {
        FieldDescription[] fields =
        [
            .. _shape.Fields.Select((parameter, i) =>
            {
                CodecUse codec = Resolve(TypeUse.Of(parameter), parameter.Name!, parameter);
                return new FieldDescription(
                    i, parameter.Name!, codec, request => Expression.Convert(Expression.ArrayIndex(request, Expression.Constant(i)), codec.Type));
            }),
        ];
        return Plans.CodecOf(
            new(_shape.Method, _wireName, [.. fields.Select(f => f.Codec.Codec)]),
            typeof(object?[]),
            () => MessagePlans.Make(
                typeof(object?[]),
                _wireName,
                ShortName,
                false,
                fields,
                values => Expression.NewArrayInit(typeof(object), values.Select(v => Expression.Convert(v, typeof(object))))));
    }

    // A message stands bare; anything else is wrapped, since protobuf and gRPC can send nothing but messages.
    private CodecUse Alone(CodecUse type, string role)
    {
        if (type.IsBareMessage) return type;
        string wireName = $"{_wireName}.{role}";
        Type codec = Plans.CodecOf(
            new(_shape.Method, wireName, [type.Codec]),
            type.Type,
            () => MessagePlans.Make(
                type.Type, wireName, ShortName, true, [new FieldDescription(0, "value", type, value => value)], values => values[0]));
        return type with { Codec = codec };
    }

    private IEnumerable<FaultDescriptor> Faults()
    {
        Dictionary<string, Type> names = [];
        foreach (CustomAttributeData data in _shape.Method.GetCustomAttributesData())
        {
            if (!data.AttributeType.IsGenericType || data.AttributeType.GetGenericTypeDefinition() != typeof(ThrowsAttribute<>)) continue;
            Type type = data.AttributeType.GenericTypeArguments[0];
            if (!Contracts.IsMessage(type)) throw BadFault($"the fault '{type.Name}' is no [RpcMessage]");
            if (type.IsAbstract) throw BadFault($"the fault '{type.Name}' is abstract; declare the faults that derive from it");
            string name = Naming.Type(type, type.GetCustomAttribute<RpcMessageAttribute>(false)?.Name);
            if (!names.TryAdd(name, type))
            {
                if (names[name] == type) continue;
                throw new ContractException(
                    "RPC0006", $"'{_shape.Display}': the faults '{names[name].Name}' and '{type.Name}' are both called '{name}' on the wire.");
            }

            CodecUse codec = new CodecResolver(Assembly, _shape.Display, Bounds.None).Resolve(TypeUse.Of(type), type.Name);
            yield return (FaultDescriptor)Activator.CreateInstance(
                typeof(FaultDescriptor<>).MakeGenericType(type), Marshaller(type, codec.Codec))!;
        }
    }

    private ContractException BadFault(string reason) => new("RPC0010", $"'{_shape.Display}': {reason}.");

    private static object Marshaller(Type type, Type codec) =>
        typeof(Marshaller<,>).MakeGenericType(type, codec).GetProperty("Instance")!.GetValue(null)!;

    private static void Set(object target, string property, object value) =>
        typeof(Operation).GetProperty(property)!.SetValue(target, value);
}
