using System.Linq.Expressions;
using System.Reflection;

namespace RpcStack.DynamicProxies.Contracts;

/// <summary>A property, or an annotated C# field, that may be a field of a message.</summary>
/// <param name="Member">The member, in the message's own type.</param>
/// <param name="HasSetter">Whether anything can set it after construction or in an initializer.</param>
/// <param name="CanSet">Whether code in its assembly can.</param>
/// <param name="IsRequired">Whether C# demands that an initializer sets it.</param>
/// <param name="IsMarked">Whether an attribute says that it is a field.</param>
/// <param name="IsArgumentOnly">Whether it counts only where a constructor takes it: an exception's Message.</param>
internal sealed record MessageMember(
    MemberInfo Member, bool HasSetter, bool CanSet, bool IsRequired, bool IsMarked, bool IsArgumentOnly)
{
    /// <summary>Protobuf reserves the field numbers from 19000, and a field's number is its position + 1.</summary>
    public const int MaxPosition = 18_998;

    public string Name => Member.Name;

    public Type Type => Member is PropertyInfo property ? property.PropertyType : ((FieldInfo)Member).FieldType;

    /// <summary>Whether C# demands it and the message cannot give it.</summary>
    public bool IsUnusable => IsRequired && !HasSetter;

    /// <summary>The same member of the generic type that the message's type was made of.</summary>
    public MemberInfo Definition
    {
        get
        {
            Type declaring = Member.DeclaringType!;
            return declaring.IsGenericType
                ? declaring.GetGenericTypeDefinition().GetMemberWithSameMetadataDefinitionAs(Member)
                : Member;
        }
    }

    public MemberExpression Of(Expression message) => Expression.MakeMemberAccess(message, Member);
}
