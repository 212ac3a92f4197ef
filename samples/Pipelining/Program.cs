using System.Diagnostics;
using Pipelining;
using RpcStack;
using RpcStack.Protocol;
using RpcStack.Testing;
using RpcStack.Transports;

// There and back takes 100 ms, as between continents.
TimeSpan roundTrip = TimeSpan.FromMilliseconds(100);
using var link = new SimulatedLink(Transport.Tcp, new LinkProfile { Latency = roundTrip / 2 });

await using var server = new RpcServer();
server.Map<IFolder>(new Folder(""), "root");
RpcEndpoint endpoint = await server.ListenAsync("rpc+tcp://127.0.0.1:0");
await using var client = new RpcClient(endpoint, new RpcConnectionOptions { Transport = new() { Override = link } });
IFolder root = client.Get<IFolder>("root");
await root.ReadAsync("warm");

// Each call waits for the result of the one before it.
await MeasureAsync("one after the other", async () =>
{
    IFolder home = await root.OpenAsync("home");
    IFolder ada = await home.OpenAsync("ada");
    IFolder notes = await ada.OpenAsync("notes");
    return await notes.ReadAsync("today.txt");
});

// Each call is made on the promise of the result of the one before it. All leave together.
await MeasureAsync("on promises", async () =>
    await root.OpenPromised("home").OpenPromised("ada").OpenPromised("notes").ReadAsync("today.txt"));

// If a link of the chain fails, whoever awaits its end learns which.
try
{
    await root.OpenPromised("home").OpenPromised("???").OpenPromised("notes").ReadAsync("today.txt");
}
catch (RpcException error)
{
    Console.WriteLine($"a failure           {error.Message}");
}

// The same code works on an object of one's own, and costs nothing there.
IFolder local = new Folder("local");
Console.WriteLine($"without a network   {await local.OpenPromised("home").ReadAsync("today.txt")}");

async Task MeasureAsync(string how, Func<Task<string>> job)
{
    long begun = Stopwatch.GetTimestamp();
    string text = await job();
    TimeSpan took = Stopwatch.GetElapsedTime(begun);
    Console.WriteLine($"{how,-19} {text}: {took / roundTrip:0} round trips, {took.TotalMilliseconds:0} ms");
}
