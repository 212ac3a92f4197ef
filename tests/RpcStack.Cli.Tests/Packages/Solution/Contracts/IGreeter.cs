using RpcStack;

namespace Contracts;

[RpcContract]
public partial interface IGreeter
{
    ValueTask<Greeting> GreetAsync(string name, CancellationToken cancel = default);
}

[RpcMessage]
public sealed partial record Greeting(string Text);
