using RpcStack.Marshalling;
using RpcStack.Protocol;

namespace RpcStack.Tests.Calls;

/// <summary>What a stream does over the native protocol.</summary>
public abstract class StreamConformance : StackStreamConformance
{
    private NativeStack? _stack;

    protected abstract string Endpoint { get; }

    protected virtual WireFormat Format => WireFormat.MessagePack;

    protected override IStackUnderTest Stack => _stack ??= new NativeStack(
        Endpoint, RpcConnectionOptions.Default, new RpcConnectionOptions { Format = Format });
}
