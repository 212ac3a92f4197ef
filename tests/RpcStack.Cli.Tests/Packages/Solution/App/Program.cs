using Contracts;
using RpcStack;
using RpcStack.Transports;

await using var server = new RpcServer();
server.Map<IGreeter>(new Greeter());
server.Map<IClock>(new Clock());
server.Map<IDesk>(new Desk());
RpcEndpoint endpoint = await server.ListenAsync("rpc+tcp://127.0.0.1:0");

await using var client = new RpcClient(endpoint);
Console.WriteLine((await client.Get<IGreeter>().GreetAsync("Ada")).Text);
Console.WriteLine(await client.Get<IClock>().NameAsync(Zone.NORTH));
Console.WriteLine(await client.Get<IDesk>().ZoneAsync(new Clock()));

internal sealed class Clock : IClock
{
    public ValueTask<string> NameAsync(Zone zone, CancellationToken cancel) => new($"It is {zone}.");
}

internal sealed class Desk : IDesk
{
    public async ValueTask<Zone> ZoneAsync(IClock clock, CancellationToken cancel) =>
        (await clock.NameAsync(Zone.NORTH, cancel)).EndsWith("NORTH.", StringComparison.Ordinal) ? Zone.NORTH : Zone.SOUTH;
}

internal sealed class Greeter : IGreeter
{
    public ValueTask<Greeting> GreetAsync(string name, CancellationToken cancel) => new(new Greeting($"Hello, {name}!"));
}
