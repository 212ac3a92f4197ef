using System.Linq.Expressions;
using System.Reflection;
using RpcStack.DynamicProxies.Contracts;

namespace RpcStack.DynamicProxies.Proxies;

/// <summary>An operation, how a method call becomes a call of it, and how it becomes a method call.</summary>
internal abstract class DynamicOperation(Operation operation, MethodShape shape)
{
    private readonly MethodShape _shape = shape;
    private readonly int[] _fields = [.. shape.Fields.Select(f => f.Position)];
    private readonly int _cancel = shape.Cancel?.Position ?? -1;
    private readonly int _items = shape.Items?.Position ?? -1;

    public Operation Operation { get; } = operation;

    public MethodInfo Method { get; } = shape.Method;

    protected bool ReturnsTask { get; } = typeof(Task).IsAssignableFrom(shape.Method.ReturnType);

    public static DynamicOperation Of(Operation operation, MethodShape shape)
    {
        Type open = shape.Kind switch
        {
            OperationKind.Unary => typeof(UnaryOperation<>),
            OperationKind.ServerStream => typeof(ServerStreamOperation<>),
            OperationKind.ClientStream => typeof(ClientStreamOperation<,>),
            _ => typeof(DuplexOperation<,>),
        };
        // Its own type has TRequest first, which is the same for all.
        Type[] types = [.. operation.GetType().GetGenericArguments().Skip(1)];
        return (DynamicOperation)Activator.CreateInstance(open.MakeGenericType(types), operation, shape)!;
    }

    /// <summary>Calls it; what comes back is what the method returns.</summary>
    public abstract object Call(DynamicStub stub, object?[] arguments);

    /// <summary>Hands it to a binder.</summary>
    public abstract void Bind<TService>(ServiceBinder<TService> binder) where TService : class, IDynamicObject;

    protected object?[] Request(object?[] arguments)
    {
        object?[] request = new object?[_fields.Length];
        for (int i = 0; i < request.Length; i++) request[i] = arguments[_fields[i]];
        return request;
    }

    protected CancellationToken Cancel(object?[] arguments) => _cancel < 0 ? default : (CancellationToken)arguments[_cancel]!;

    protected IAsyncEnumerable<TItem> Items<TItem>(object?[] arguments) => (IAsyncEnumerable<TItem>)arguments[_items]!;

    /// <summary>Compiles the method's call on an object: of target, request, stream where there is one, and token.</summary>
    protected TDelegate Compile<TDelegate>(Type? item, Type result) where TDelegate : Delegate
    {
        ParameterExpression target = Expression.Parameter(typeof(object), "target");
        ParameterExpression request = Expression.Parameter(typeof(object?[]), "request");
        ParameterExpression cancel = Expression.Parameter(typeof(CancellationToken), "cancel");
        ParameterExpression? items = item is null ? null : Expression.Parameter(typeof(IAsyncEnumerable<>).MakeGenericType(item), "items");
        IEnumerable<Expression> arguments = Method.GetParameters().Select(p =>
            p.Position == _cancel ? cancel
            : p.Position == _items ? items!
            : (Expression)Expression.Convert(
                Expression.ArrayIndex(request, Expression.Constant(_shape.Fields.IndexOf(p))), p.ParameterType));
        Expression call = Expression.Call(Expression.Convert(target, Method.DeclaringType!), Method, arguments);
        ParameterExpression[] parameters = items is null ? [target, request, cancel] : [target, request, items, cancel];
        return Expression.Lambda<TDelegate>(Returned(call, result), parameters).Compile();
    }

    // Every handler's result is a stream or one awaitable type.
    private static Expression Returned(Expression call, Type result)
    {
        if (call.Type == result) return call;
        return call.Type.IsGenericType
            ? Expression.New(result.GetConstructor([call.Type])!, call)
            : Expression.Call(typeof(RpcSkeleton).GetMethod(nameof(RpcSkeleton.AsUnit), [call.Type])!, call);
    }
}
