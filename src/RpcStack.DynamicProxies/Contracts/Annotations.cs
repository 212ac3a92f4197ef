using System.Reflection;

namespace RpcStack.DynamicProxies.Contracts;

/// <summary>
/// Attributes of other libraries that make a type a message or a union. They are known by their names, so that nobody needs
/// to refer to those libraries.
/// </summary>
internal sealed class Annotations
{
    private const string Object = "MessagePack.MessagePackObjectAttribute";
    private const string Union = "MessagePack.UnionAttribute";
    private const string Key = "MessagePack.KeyAttribute";
    private const string IgnoreMember = "MessagePack.IgnoreMemberAttribute";
    private const string DataContract = "System.Runtime.Serialization.DataContractAttribute";
    private const string DataMember = "System.Runtime.Serialization.DataMemberAttribute";
    private const string IgnoreDataMember = "System.Runtime.Serialization.IgnoreDataMemberAttribute";

    private readonly bool _isDataContract;

    private Annotations(bool isUnion, bool isDataContract)
    {
        IsUnion = isUnion;
        _isDataContract = isDataContract;
    }

    public bool IsUnion { get; }

    /// <summary>What a field that has no number lacks.</summary>
    public string Number => _isDataContract ? "[DataMember] with an Order" : "[Key] that is a number";

    /// <summary>What decides about the type where RpcStack's own attributes do not; null where nothing does.</summary>
    public static Annotations? Of(Type type)
    {
        if (type.IsDefined(typeof(RpcMessageAttribute), false) || type.IsDefined(typeof(RpcUnionAttribute), false)) return null;
        if (type.IsAbstract && Find(type, Union).Any()) return new(true, false);
        if (type.IsInterface || type.IsEnum) return null;
        return Find(type, Object).Any() ? new(false, false) : Find(type, DataContract).Any() ? new(false, true) : null;
    }

    /// <summary>A union's cases, with their labels.</summary>
    public static IEnumerable<(Type Case, object[] Labels)> Cases(Type union) =>
        from data in Find(union, Union)
        where data.ConstructorArguments is [{ Value: int }, { Value: Type }]
        select ((Type)data.ConstructorArguments[1].Value!, new[] { data.ConstructorArguments[0].Value! });

    /// <summary>Why the type as a whole has no numbers for its fields; null where that is not so.</summary>
    public string? Refuse(Type type) =>
        !_isDataContract && Find(type, Object).First().ConstructorArguments is [{ Value: true }, ..]
            ? "its keys are the names of its members, and a message's fields have numbers"
            : null;

    /// <summary>Whether the annotations keep a public member out of the message.</summary>
    public bool IsIgnored(MemberInfo member) =>
        Find(member, IgnoreDataMember).Any() || (_isDataContract ? !IsMarked(member) : Find(member, IgnoreMember).Any());

    /// <summary>Whether the annotations say that it is a field.</summary>
    public bool IsMarked(MemberInfo member) => Find(member, _isDataContract ? DataMember : Key).Any();

    /// <summary>The field's place in MessagePack's array; null where its key is text.</summary>
    public int? Position(MemberInfo member) => _isDataContract
        ? Find(member, DataMember).SelectMany(d => d.NamedArguments).FirstOrDefault(a => a.MemberName == "Order").TypedValue.Value as int?
        : Find(member, Key).Select(d => d.ConstructorArguments[0].Value as int?).FirstOrDefault();

    private static IEnumerable<CustomAttributeData> Find(MemberInfo member, string attribute) =>
        member.GetCustomAttributesData().Where(data => data.AttributeType.FullName == attribute);
}
