using RpcStack.Tests;
using RpcStack.Tests.Calls;

namespace RpcStack.Grpc.Tests.Calls;

public sealed class GrpcCalls : StackCallConformance
{
    protected override IStackUnderTest Stack { get; } = new GrpcStack();
}

public sealed class GrpcOverTlsCalls : StackCallConformance
{
    protected override IStackUnderTest Stack { get; } = Stacks.Tls();
}

public sealed class GrpcOverUnixCalls : StackCallConformance
{
    protected override IStackUnderTest Stack { get; } = Stacks.Unix();
}

public sealed class CompressedGrpcCalls : StackCallConformance
{
    protected override IStackUnderTest Stack { get; } = Stacks.Compressing();
}

public sealed class GrpcStreams : StackStreamConformance
{
    protected override IStackUnderTest Stack { get; } = new GrpcStack();
}

public sealed class GrpcOverTlsStreams : StackStreamConformance
{
    protected override IStackUnderTest Stack { get; } = Stacks.Tls();
}
