#pragma warning disable CA1040, CA1068, CA1819

namespace RpcStack.UnseenContracts.Refused;

public interface INoContract;

[RpcContract]
public interface IGeneric<T>
{
    ValueTask RunAsync(T value);
}

[RpcContract]
public interface IProperty
{
    int Size { get; }
}

[RpcContract]
public interface IBodied
{
    ValueTask RunAsync() => default;
}

[RpcContract]
public interface IReference
{
    ValueTask RunAsync(ref int value);
}

[RpcContract]
public interface IExtendsOther : IComparable
{
    ValueTask RunAsync();
}

[RpcContract]
public interface INoTask
{
    int Run();
}

[RpcContract]
public interface IOnewayResult
{
    [Oneway]
    ValueTask<int> RunAsync();
}

[RpcContract]
public interface ITokenFirst
{
    ValueTask RunAsync(CancellationToken cancel, int value);
}

[RpcContract]
public interface ITwoStreams
{
    ValueTask RunAsync(IAsyncEnumerable<int> some, IAsyncEnumerable<int> more);
}

[RpcContract]
public interface IOverloaded
{
    ValueTask RunAsync(int value);

    ValueTask RunAsync(string value);
}

[RpcContract]
public interface IHalfNumbered
{
    [RpcOperation(1)]
    ValueTask RunAsync();

    ValueTask WalkAsync();
}

[RpcContract]
public interface IObject
{
    ValueTask RunAsync(List<object> values);
}

public sealed record Plain(int Value);

[RpcContract]
public interface IUnmarked
{
    ValueTask<Plain> RunAsync();
}

[RpcContract]
public interface IBoundedNumber
{
    ValueTask RunAsync([RpcLength(3)] int value);
}

[RpcContract]
public interface IMatrix
{
    ValueTask RunAsync(int[,] values);
}

[RpcMessage]
public sealed class Closed(int other)
{
    public int Value => other;
}

[RpcContract]
public interface IUnmakeable
{
    ValueTask<Closed> RunAsync();
}

[RpcUnion]
[RpcCase<Case>(0)]
public abstract record Choice;

[RpcMessage]
public sealed record Case(int Value) : Choice;

[RpcContract]
public interface IBadUnion
{
    ValueTask<Choice> RunAsync();
}

[RpcMessage]
public sealed class PlainException(string message) : Exception(message);

[RpcMessage]
public sealed record Endless<T>(Endless<List<T>>? Next);

[RpcContract]
public interface IEndless
{
    ValueTask<Endless<int>> RunAsync();
}

[RpcMessage]
public sealed class ReferenceFault(INamed who) : RpcFault
{
    public INamed Who { get; } = who;
}

[RpcContract]
public interface INamed
{
    ValueTask<string> NameAsync();
}

[RpcContract]
public interface IFaulty
{
    [Throws<ReferenceFault>]
    ValueTask RunAsync();
}
