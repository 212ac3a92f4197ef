[RpcMessage]
public record A<T>(T X, T[] Y) where T : struct;

[RpcMessage]
public record B<T>(T X, T? Y) where T : class, new();

[RpcMessage]
public record C<TKey, TValue>(Dictionary<TKey, TValue> X) where TKey : notnull, IComparable<TKey>;

[RpcMessage]
public record D<T>(T? X) where T : struct, Enum;

[RpcMessage]
public record E<T>(T X) where T : unmanaged;

[RpcMessage]
public record F<T>(T X) where T : class?;

public class O<T>
{
    [RpcMessage]
    public record P<U>(T X, U Y);
}

[RpcContract]
public partial interface IFoo
{
    ValueTask<A<int>> X(B<List<int>> b, C<string, int?> c, D<DayOfWeek> d, E<int> e, F<string?> f, O<int>.P<string> p);
}
