using RpcStack.Tests;
using RpcStack.Tests.Calls;

namespace RpcStack.OncRpc.Tests.Calls;

public sealed class TcpCalls : BareCallConformance
{
    protected override IStackUnderTest Stack { get; } = new OncStack("onc+tcp://127.0.0.1:0");
}

public sealed class TcpOverIPv6Calls : BareCallConformance
{
    protected override IStackUnderTest Stack { get; } = new OncStack("onc+tcp://[::1]:0");
}

public sealed class UnixCalls : BareCallConformance
{
    protected override IStackUnderTest Stack { get; } =
        new OncStack($"onc+unix://{Path.Combine(Path.GetTempPath(), $"onc-{Guid.NewGuid():N}.sock")}");
}

public sealed class MemoryCalls : BareCallConformance
{
    protected override IStackUnderTest Stack { get; } = new OncStack($"onc+mem://{Guid.NewGuid():N}");
}

public sealed class UdpCalls : BareCallConformance
{
    protected override IStackUnderTest Stack { get; } = new OncStack("onc+udp://127.0.0.1:0");

    protected override int LargeBody => 60_000;
}
