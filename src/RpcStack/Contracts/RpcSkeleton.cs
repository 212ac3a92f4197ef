using System.Runtime.CompilerServices;

namespace RpcStack;

/// <summary>What generated skeletons share: every handler's result as one awaitable type.</summary>
public static class RpcSkeleton
{
    /// <summary>A completed or running call without a result.</summary>
    public static ValueTask<Unit> AsUnit(this ValueTask call)
    {
        if (!call.IsCompletedSuccessfully) return Await(call);
        call.GetAwaiter().GetResult();
        return default;

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        static async ValueTask<Unit> Await(ValueTask call)
        {
            await call.ConfigureAwait(false);
            return default;
        }
    }

    /// <summary>A completed or running call without a result.</summary>
    public static ValueTask<Unit> AsUnit(this Task call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return new ValueTask(call).AsUnit();
    }

    /// <summary>Makes a contract known, as the generated code of its assembly does when that is loaded.</summary>
    public static void Know<T>() where T : class, IContract<T> => LoadedContract.Add(new LoadedContract<T>());

    /// <summary>Binds the operations of a contract that <typeparamref name="TService"/>'s contract extends.</summary>
    public static void Include<TContract, TService>(ServiceBinder<TService> binder)
        where TContract : class, IContract<TContract>
        where TService : class, TContract => TContract.Bind(binder);
}
