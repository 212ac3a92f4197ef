using Greeter;
using RpcStack;
using RpcStack.Transports;

// The server. Port 0 lets the system choose a port that is free.
await using var server = new RpcServer();
server.Map<IGreeter>(new FriendlyGreeter());
RpcEndpoint endpoint = await server.ListenAsync("rpc+tcp://127.0.0.1:0");
Console.WriteLine($"server listens   {endpoint}");

// The client: an IGreeter too, and each call of it crosses the network.
await using var client = new RpcClient(endpoint);
IGreeter greeter = client.Get<IGreeter>();
Greeting greeting = await greeter.GreetAsync("world");
Console.WriteLine($"client received  {greeting.Text} (from process {greeting.ProcessId})");

// What it cost.
(long sent, long received) = client.Connection!.Traffic;
Console.WriteLine($"on the wire      {sent} bytes up, {received} bytes down, the connection's first words included");
