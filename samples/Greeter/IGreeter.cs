using RpcStack;

namespace Greeter;

// The contract: all that a client and a server must share. The generator reads it and writes the stub and the skeleton.
[RpcContract]
internal partial interface IGreeter
{
    ValueTask<Greeting> GreetAsync(string name, CancellationToken cancel = default);
}

// A message: it travels by value.
[RpcMessage]
internal sealed partial record Greeting(string Text, int ProcessId);
