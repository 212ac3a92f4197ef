using System.Linq.Expressions;
using RpcStack.DynamicProxies.Marshalling;

namespace RpcStack.DynamicProxies.Contracts;

/// <summary>Makes plans of messages: what takes fields out of a value, and makes a value of fields, becomes compiled code.</summary>
internal static class MessagePlans
{
    /// <summary>Makes the <see cref="MessagePlan{T}"/> of a type.</summary>
    public static object Make(
        Type type,
        string wireName,
        string shortName,
        bool mayBeNull,
        IReadOnlyList<FieldDescription> fields,
        Func<IReadOnlyList<Expression>, Expression> construct)
    {
        Type fieldPlan = typeof(FieldPlan<>).MakeGenericType(type);
        var plans = Array.CreateInstance(fieldPlan, fields.Count);
        for (int i = 0; i < fields.Count; i++) plans.SetValue(Field(type, fields[i]), i);
        return Activator.CreateInstance(
            typeof(MessagePlan<>).MakeGenericType(type), wireName, shortName, mayBeNull, plans, Constructor(type, fields, construct))!;
    }

    private static object Field(Type type, FieldDescription field)
    {
        ParameterExpression message = Expression.Parameter(type.MakeByRefType(), "message");
        Type getter = typeof(Getter<,>).MakeGenericType(type, field.Codec.Type);
        Delegate get = Expression.Lambda(getter, field.Get(message), message).Compile();
        return Activator.CreateInstance(
            typeof(FieldPlan<,,>).MakeGenericType(type, field.Codec.Type, field.Codec.Codec),
            field.Position,
            field.Name,
            field.Codec.IsRequired,
            get)!;
    }

    private static Delegate Constructor(
        Type type, IReadOnlyList<FieldDescription> fields, Func<IReadOnlyList<Expression>, Expression> construct)
    {
        ParameterExpression values = Expression.Parameter(typeof(object?[]), "values");
        Expression[] typed =
            [.. fields.Select((f, i) => Expression.Convert(Expression.ArrayIndex(values, Expression.Constant(i)), f.Codec.Type))];
        Type delegateType = typeof(Func<,>).MakeGenericType(typeof(object?[]), type);
        return Expression.Lambda(delegateType, construct(typed), values).Compile();
    }
}
