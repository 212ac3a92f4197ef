using System.Linq.Expressions;
using System.Reflection;

namespace RpcStack.DynamicProxies.Contracts;

/// <summary>How a message is made: of the constructors that take only fields, the one that takes most; then initializers.</summary>
internal sealed class Construction
{
    private readonly ConstructorInfo? _constructor;
    private readonly Dictionary<MessageMember, ParameterInfo> _arguments;

    private Construction(ConstructorInfo? constructor, Dictionary<MessageMember, ParameterInfo> arguments)
    {
        _constructor = constructor;
        _arguments = arguments;
    }

    public static Construction? Choose(Type type, IReadOnlyList<MessageMember> members)
    {
        Construction? best = null;
        foreach (ConstructorInfo constructor in type
            .GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(c => c.IsAccessible() && !IsCopy(c, type))
            .OrderBy(c => c.MetadataToken))
        {
            Dictionary<MessageMember, ParameterInfo>? match = Match(constructor, members);
            if (match is not null && (best is null || match.Count > best._arguments.Count)) best = new(constructor, match);
        }

        // A struct can be made without a constructor.
        return best ?? (type.IsValueType ? new(null, []) : null);
    }

    /// <summary>The constructor's parameter that takes a member, or null.</summary>
    public ParameterInfo? ParameterOf(MessageMember member) => _arguments.GetValueOrDefault(member);

    /// <summary>Makes a value of the fields' values; a discriminator's member is set by the union, later.</summary>
    public Expression Build(Type type, IReadOnlyList<(MessageMember Member, Expression Value)> fields, MessageMember? discriminator)
    {
        NewExpression made = _constructor is null
            ? Expression.New(type)
            : Expression.New(_constructor, _constructor.GetParameters().Select(p => Argument(p, fields)));
        IEnumerable<MemberAssignment> set =
            from field in fields
            where ParameterOf(field.Member) is null || (field.Member.IsRequired && field.Member.CanSet)
            select Expression.Bind(field.Member.Member, field.Value);
        if (discriminator is { IsRequired: true })
            set = set.Append(Expression.Bind(discriminator.Member, Expression.Default(discriminator.Type)));
        return Expression.MemberInit(made, set);
    }

    private Expression Argument(ParameterInfo parameter, IReadOnlyList<(MessageMember Member, Expression Value)> fields)
    {
        foreach ((MessageMember member, Expression value) in fields)
            if (_arguments.GetValueOrDefault(member) == parameter) return value;
        return parameter.HasDefaultValue && parameter.DefaultValue is { } given
            ? Expression.Convert(Expression.Constant(given), parameter.ParameterType)
            : Expression.Default(parameter.ParameterType);
    }

    private static bool IsCopy(ConstructorInfo constructor, Type type) =>
        constructor.GetParameters() is [{ } only] && only.ParameterType == type;

    private static Dictionary<MessageMember, ParameterInfo>? Match(ConstructorInfo constructor, IReadOnlyList<MessageMember> members)
    {
        Dictionary<MessageMember, ParameterInfo> match = [];
        foreach (ParameterInfo parameter in constructor.GetParameters())
        {
            if (parameter.ParameterType.IsByRef && !parameter.IsIn) return null;
            if (Find(parameter, members) is { } member && match.TryAdd(member, parameter)) continue;
            if (!parameter.IsOptional) return null;
        }

        return match;
    }

    private static MessageMember? Find(ParameterInfo parameter, IReadOnlyList<MessageMember> members) =>
        members.FirstOrDefault(member => IsMatch(parameter, member, StringComparison.Ordinal))
        ?? members.FirstOrDefault(member => IsMatch(parameter, member, StringComparison.OrdinalIgnoreCase));

    // What is required and cannot be set was ignored, or is a C# field; it is no value for a parameter either.
    private static bool IsMatch(ParameterInfo parameter, MessageMember member, StringComparison comparison) =>
        string.Equals(parameter.Name, member.Name, comparison) && parameter.ParameterType == member.Type && !member.IsUnusable;
}
