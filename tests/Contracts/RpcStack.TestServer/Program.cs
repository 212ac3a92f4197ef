using RpcStack;
using RpcStack.TestContracts;
using RpcStack.TestServer;

// Serves a calculator at the endpoint that is given, prints where, and ends when its standard input does.
await using var server = new RpcServer();
server.Map<ICalculator>(new Calculator());
Console.WriteLine(await server.ListenAsync(args is [string endpoint, ..] ? endpoint : "rpc+tcp://127.0.0.1:0"));
await Console.In.ReadToEndAsync();
