namespace Library;

[RpcContract]
public partial interface ITop
{
    ValueTask<Page<Item>> TopAsync(Uri uri, (int, int) pair);
}

[RpcContract]
public partial interface ILeft : ITop
{
    ValueTask SameAsync();
}

[RpcMessage]
public record Page<T>(IReadOnlyList<T> Items);

[RpcMessage]
public record Item(string Name, string? Note = null)
{
    public int Count { get; set; }
}

[RpcUnion]
[RpcCase<Only>(1)]
public abstract record Sum;

[RpcMessage]
public record Only(int X) : Sum;

[RpcMessage]
public class Trouble(string message) : RpcFault(message);
