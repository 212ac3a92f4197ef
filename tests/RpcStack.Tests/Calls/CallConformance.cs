using RpcStack.Marshalling;
using RpcStack.Protocol;
using RpcStack.TestContracts;
using RpcStack.Transports;

namespace RpcStack.Tests.Calls;

/// <summary>What a call does over the native protocol: one subclass for each transport and wire format.</summary>
public abstract class CallConformance : StackCallConformance
{
    private NativeStack? _stack;

    protected abstract string Endpoint { get; }

    protected virtual WireFormat Format => WireFormat.MessagePack;

    protected virtual ReadSide ReadSide => ReadSide.Asynchronous;

    protected virtual TransportOptions ClientTransport => TransportOptions.Default;

    protected virtual TransportOptions ServerTransport => ClientTransport;

    protected override IStackUnderTest Stack => Native;

    private NativeStack Native => _stack ??= new NativeStack(
        Endpoint,
        new RpcConnectionOptions { Transport = ServerTransport, ReadSide = ReadSide },
        new RpcConnectionOptions { Format = Format, Transport = ClientTransport, ReadSide = ReadSide });

    [Fact]
    public async Task A_service_that_is_not_there_is_named()
    {
        ITester stranger = Native.Client.Get<ITester>("Nobody");
        for (int i = 0; i < 2; i++)
        {
            RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await stranger.EchoAsync(""));
            Assert.Equal(RpcStatus.NotFound, error.Status);
            Assert.Equal(RpcPhase.Resolve, error.Phase);
            Assert.False(error.Started);
            Assert.Contains("'Nobody'", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_service_mapped_after_it_was_missed_is_found()
    {
        ITester late = Native.Client.Get<ITester>("Late");
        await Assert.ThrowsAsync<RpcException>(async () => await late.EchoAsync(""));
        Native.Server.Map<ITester>(new Tester(), "Late");
        Assert.Equal("found", await late.EchoAsync("found"));
    }

    [Fact]
    public async Task A_service_of_another_contract_says_what_it_is()
    {
        ICalculator wrong = Native.Client.Get<ICalculator>("RpcStack.Tests.Calls.Tester");
        RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await wrong.AddAsync(1, 2));
        Assert.Equal(RpcStatus.FailedPrecondition, error.Status);
        Assert.Contains("is a RpcStack.Tests.Calls.Tester", error.Message, StringComparison.Ordinal);
    }
}
