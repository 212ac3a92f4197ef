using System.Reflection;
using System.Runtime.CompilerServices;

namespace RpcStack.DynamicProxies.Contracts;

/// <summary>Lists what may be fields, in the order of declaration, the base type's first.</summary>
internal static class MessageMembers
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<MessageMember> Of(Type type)
    {
        List<MessageMember> members = [];
        Annotations? foreign = Annotations.Of(type);
        foreach (Type declaring in FromBase(type))
        {
            IEnumerable<MemberInfo> own =
                [.. declaring.GetProperties(Declared).OrderBy(p => p.MetadataToken), .. declaring.GetFields(Declared).OrderBy(f => f.MetadataToken)];
            foreach (MemberInfo member in own)
                if (Read(member, foreign) is { } read) Add(members, read);
        }

        return members;
    }

    /// <summary>The member of a union's case that holds the discriminator, or null.</summary>
    public static MemberInfo? Discriminator(Type type) =>
        FromBase(type).Reverse().SelectMany(t => t.GetMembers(Declared)).FirstOrDefault(IsDiscriminator);

    /// <summary>Whether the member is marked, or the parameter of a positional record that made it.</summary>
    public static bool IsDiscriminator(MemberInfo member) =>
        member is PropertyInfo or FieldInfo
        && (member.IsDefined(typeof(RpcDiscriminatorAttribute)) || member.DeclaringType!.GetConstructors().SelectMany(c => c.GetParameters())
            .Any(p => p.Name == member.Name && p.IsDefined(typeof(RpcDiscriminatorAttribute))));

    private static Stack<Type> FromBase(Type type)
    {
        Stack<Type> types = new();
        for (Type? t = type; t is not null && t != typeof(object) && t != typeof(ValueType); t = t.BaseType) types.Push(t);
        return types;
    }

    // An override keeps the place of what it overrides, and so does a member that hides another.
    private static void Add(List<MessageMember> members, MessageMember member)
    {
        int index = members.FindIndex(other => other.Name == member.Name);
        if (index < 0) members.Add(member);
        else members[index] = member;
    }

    // Of an exception's own properties, the text is the one that has a place on the wire.
    private static MessageMember? Read(MemberInfo member, Annotations? foreign)
    {
        bool isException = member.DeclaringType == typeof(Exception);
        if (isException && member.Name != nameof(Exception.Message)) return null;
        bool isRequired = member.IsDefined(typeof(RequiredMemberAttribute), false);
        if (member is FieldInfo field) return Read(field, foreign, isRequired);
        var property = (PropertyInfo)member;
        bool isIgnored = property.IsDefined(typeof(RpcIgnoreAttribute)) || foreign?.IsIgnored(property) == true;
        if (property.GetIndexParameters().Length > 0 || property.PropertyType.IsByRef || isIgnored)
            return isRequired ? new(property, false, false, true, false, false) : null;
        if (property.GetMethod?.IsAccessible() != true) return null;
        return new(
            property,
            property.SetMethod is not null,
            property.SetMethod?.IsAccessible() == true,
            isRequired,
            property.IsDefined(typeof(RpcFieldAttribute)) || foreign?.IsMarked(property) == true,
            isException);
    }

    private static MessageMember? Read(FieldInfo field, Annotations? foreign, bool isRequired)
    {
        bool isField = foreign is not null ? !foreign.IsIgnored(field) : field.IsDefined(typeof(RpcFieldAttribute));
        if (isField) return new(field, !field.IsInitOnly, !field.IsInitOnly, isRequired, true, false);
        return isRequired && foreign is null ? new(field, false, false, true, false, false) : null;
    }
}
