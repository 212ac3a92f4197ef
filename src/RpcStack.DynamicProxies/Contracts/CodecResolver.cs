using System.Collections.Immutable;
using System.Reflection;
using RpcStack.DynamicProxies.Marshalling;
using RpcStack.DynamicProxies.Proxies;
using RpcStack.Marshalling;

namespace RpcStack.DynamicProxies.Contracts;

/// <summary>Finds the codec for a type.</summary>
/// <param name="assembly">Whose codecs for foreign types count.</param>
/// <param name="holder">What holds the type, as errors name it.</param>
/// <param name="bounds">How long it may be.</param>
/// <param name="isFault">Whether what holds it is a fault.</param>
internal sealed class CodecResolver(Assembly assembly, string holder, Bounds bounds, bool isFault = false)
{
    private static readonly Dictionary<Type, Type> Scalars = new()
    {
        [typeof(bool)] = typeof(BooleanCodec),
        [typeof(sbyte)] = typeof(SByteCodec),
        [typeof(byte)] = typeof(ByteCodec),
        [typeof(short)] = typeof(Int16Codec),
        [typeof(ushort)] = typeof(UInt16Codec),
        [typeof(int)] = typeof(Int32Codec),
        [typeof(uint)] = typeof(UInt32Codec),
        [typeof(long)] = typeof(Int64Codec),
        [typeof(ulong)] = typeof(UInt64Codec),
        [typeof(float)] = typeof(SingleCodec),
        [typeof(double)] = typeof(DoubleCodec),
        [typeof(char)] = typeof(CharCodec),
        [typeof(decimal)] = typeof(DecimalCodec),
        [typeof(Guid)] = typeof(GuidCodec),
        [typeof(DateTime)] = typeof(DateTimeCodec),
        [typeof(DateTimeOffset)] = typeof(DateTimeOffsetCodec),
        [typeof(DateOnly)] = typeof(DateOnlyCodec),
        [typeof(TimeOnly)] = typeof(TimeOnlyCodec),
        [typeof(TimeSpan)] = typeof(TimeSpanCodec),
    };

    private static readonly Dictionary<Type, (Type Codec, Type Bounded)> Collections = new()
    {
        [typeof(List<>)] = (typeof(ListCodec<,>), typeof(ListCodec<,,>)),
        [typeof(IReadOnlyList<>)] = (typeof(ReadOnlyListCodec<,>), typeof(ReadOnlyListCodec<,,>)),
        [typeof(ImmutableArray<>)] = (typeof(ImmutableArrayCodec<,>), typeof(ImmutableArrayCodec<,,>)),
        [typeof(Dictionary<,>)] = (typeof(DictionaryCodec<,,,>), typeof(DictionaryCodec<,,,,>)),
        [typeof(IReadOnlyDictionary<,>)] = (typeof(ReadOnlyDictionaryCodec<,,,>), typeof(ReadOnlyDictionaryCodec<,,,,>)),
    };

    private int _level;
    private bool _isKey;

    /// <exception cref="ContractException">There is none.</exception>
    public CodecUse Resolve(TypeUse use, string path)
    {
        CodecUse found = At(use, path);
        return bounds.FindProblem() is { } problem ? throw Refuse(use, path, problem) : found;
    }

    private CodecUse At(TypeUse use, string path)
    {
        Type type = use.Type;
        if (Plans.AreTooDeep) throw Refuse(use, path, "it is nested more than 64 levels deep");
        if (!(use.IsNullable && !type.IsValueType) && ForeignCodecs.Find(assembly, type) is { } foreign)
            return new(type, foreign, IsRequired: !type.IsValueType);
        if (use.IsNullable) return Optional(use, path);
        if (Scalars.TryGetValue(type, out Type? scalar)) return new(type, scalar);
        if (type == typeof(string)) return Bounded(type, typeof(StringCodec), typeof(StringCodec<>));
        if (type == typeof(byte[])) return Bounded(type, typeof(BytesCodec), typeof(BytesCodec<>));
        if (type == typeof(ReadOnlyMemory<byte>)) return Bounded(type, typeof(MemoryCodec), typeof(MemoryCodec<>));
        if (type.IsEnum) return new(type, typeof(EnumCodec<>).MakeGenericType(type));
        if (type.IsArray) return Array(use, path);
        if (type.IsGenericType && Collections.TryGetValue(type.GetGenericTypeDefinition(), out (Type, Type) collection))
            return Collection(use, path, collection);
        if (Tuples.Count(type) > 1) return Tuple(use, path);
        if (Contracts.IsUnion(type) || Contracts.IsMessage(type)) return Annotated(use, path);
        if (Contracts.IsContract(type)) return Reference(use, path);
        throw Refuse(use, path, WhyRefused(type));
    }

    private CodecUse Optional(TypeUse use, string path)
    {
        if (Nullable.GetUnderlyingType(use.Type) is { } value)
        {
            CodecUse inner = At(use with { Type = value, IsNullable = false }, path);
            return new(use.Type, typeof(NullableCodec<,>).MakeGenericType(value, inner.Codec));
        }

        return new(use.Type, typeof(OptionalCodec<,>).MakeGenericType(use.Type, At(use.Bare(), path).Codec));
    }

    private CodecUse Bounded(Type type, Type codec, Type bounded, params Type[] arguments)
    {
        Bound bound = bounds.Take(_level, _isKey);
        if (bound.IsBounded) (codec, arguments) = (bounded, [.. arguments, Numbers.TypeOf(bound)]);
        if (arguments.Length > 0) codec = codec.MakeGenericType(arguments);
        // Of what has a fixed length nothing empty can stand for a value that is missing.
        return new(type, codec, IsRequired: bound is { IsFixed: true, Limit: > 0 });
    }

    private CodecUse Array(TypeUse use, string path)
    {
        if (!use.Type.IsSZArray) throw Refuse(use, path, "arrays have one dimension");
        CodecUse element = Within(use.Arguments[0], path + "[]");
        return Bounded(use.Type, typeof(ArrayCodec<,>), typeof(ArrayCodec<,,>), element.Type, element.Codec);
    }

    private CodecUse Collection(TypeUse use, string path, (Type Codec, Type Bounded) codecs)
    {
        if (use.Arguments.Count == 1)
        {
            CodecUse element = Within(use.Arguments[0], path + "[]");
            return Bounded(use.Type, codecs.Codec, codecs.Bounded, element.Type, element.Codec);
        }

        CodecUse key = Key(use.Arguments[0], path + "[key]");
        CodecUse value = Within(use.Arguments[1], path + "[]");
        return Bounded(use.Type, codecs.Codec, codecs.Bounded, key.Type, key.Codec, value.Type, value.Codec);
    }

    private CodecUse Tuple(TypeUse use, string path)
    {
        string[] names = [.. use.Arguments.Select((_, i) => use.Names.ElementAtOrDefault(i) ?? $"Item{i + 1}")];
        CodecUse[] elements = [.. use.Arguments.Select((element, i) => Apart(element, $"{path}.{names[i]}"))];
        return new(use.Type, MessageReader.Tuple(use.Type, names, elements), IsRequired: true);
    }

    private CodecUse Annotated(TypeUse use, string path)
    {
        Type type = use.Type;
        bool isUnion = Contracts.IsUnion(type);
        if (!isUnion && type.IsAbstract) throw Refuse(use, path, "it is abstract; make it an [RpcUnion] of what it may be");
        if (!isUnion && MessageMembers.Discriminator(type) is { } member)
            throw Refuse(use, path, $"its '{member.Name}' travels as the discriminator of its union only");
        return isUnion
            ? new(type, UnionReader.Read(type), IsRequired: true)
            : new(type, MessageReader.Read(type, Parameters(use, path)), IsRequired: true, IsBareMessage: true);
    }

    /// <summary>What a generic message was given for its type parameters; what they are in turn is resolved first, for its path.</summary>
    private IReadOnlyList<(TypeUse Use, CodecUse Codec)> Parameters(TypeUse use, string path) =>
        [.. use.Arguments.Select(argument => (argument, Apart(argument, $"{path}<{argument}>")))];

    private CodecUse Reference(TypeUse use, string path)
    {
        Type type = use.Type;
        if (isFault) throw Refuse(use, path, "a fault is the end of a call, and carries no references");
        Type codec = Contracts.IsGenerated(type) ? typeof(ReferenceCodec<>) : typeof(DynamicReferenceCodec<>);
        return new(type, codec.MakeGenericType(type), IsRequired: true);
    }

    private CodecUse Within(TypeUse use, string path)
    {
        _level++;
        CodecUse found = At(use, path);
        _level--;
        return found;
    }

    private CodecUse Key(TypeUse use, string path)
    {
        bool isKey = _isKey;
        _isKey = true;
        CodecUse found = At(use, path);
        _isKey = isKey;
        return found;
    }

    // What stands in a tuple or a generic message is at no level.
    private CodecUse Apart(TypeUse use, string path) => new CodecResolver(assembly, holder, Bounds.None, isFault).At(use, path);

    private ContractException Refuse(TypeUse use, string path, string reason) =>
        new("RPC0007", $"'{holder}' cannot be marshalled: '{use} {path}', {reason}.");

    private static string WhyRefused(Type type)
    {
        if (type.GetInterfaces().FirstOrDefault(Contracts.IsContract) is { } contract)
            return $"by reference it goes as '{contract.Name}', and by value as an [RpcMessage] that is no '{contract.Name}'";
        if (type == typeof(object)) return "nothing on the wire names a type; make it an [RpcUnion] of what it may be";
        return type.IsInterface || type.Assembly == typeof(object).Assembly
            ? "there is no codec for it; [assembly: RpcCodec<T, TCodec>] names one"
            : "it is no [RpcMessage]";
    }
}
