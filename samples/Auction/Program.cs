using System.Diagnostics;
using System.Globalization;
using Auction;
using RpcStack;
using RpcStack.Protocol;
using RpcStack.Testing;
using RpcStack.Transports;

if (args is ["bid", string where, string who, string amount])
{
    await Bidder.RunAsync(where, who, int.Parse(amount, CultureInfo.InvariantCulture));
    return;
}

// Who holds something of the server's has to say so every two seconds; after four without a word it is gone.
var connection = new RpcConnectionOptions { Lease = TimeSpan.FromSeconds(4) };
await using var server = new RpcServer(new RpcServerOptions { Connection = connection });
server.Map<IAuction>(new SilverAuction());
RpcEndpoint endpoint = await server.ListenAsync("rpc+tcp://127.0.0.1:0");

await using var client = new RpcClient(endpoint);
IAuction auction = client.Get<IAuction>();
await using IAsyncEnumerator<Standing> standings = auction.FollowAsync().GetAsyncEnumerator();
await ShowAsync("");

await using ISeat ada = await auction.JoinAsync("Ada");
await ada.BidAsync(100);
await ShowAsync("");

try
{
    await ada.BidAsync(90);
}
catch (TooLow fault)
{
    Console.WriteLine($"90?  {fault.Message}");
}

// Bob's process is killed. The system closes its connection, so the server knows at once.
using (Process bob = Bidder.Start(endpoint, "Bob", 120))
{
    await ShowAsync("");
    bob.Kill();
}

await ShowAsync("Bob's process was killed");

// Carol's network fails. Nobody closes anything: her connection stands, and says nothing. Only the lease tells.
using var link = new SimulatedLink(Transport.Tcp);
await using var carolsClient = new RpcClient(endpoint, new RpcConnectionOptions { Transport = new() { Override = link } });
await using ISeat carol = await carolsClient.Get<IAuction>().JoinAsync("Carol");
await carol.BidAsync(150);
await ShowAsync("");
link.FallSilent();
await ShowAsync("Carol's lease ran out");

// Ada leaves as one should.
await ada.DisposeAsync();
await ShowAsync("Ada gave her seat back");

async Task ShowAsync(string why)
{
    await standings.MoveNextAsync();
    Standing now = standings.Current;
    Console.WriteLine($"{now.Bidder,-8} {now.Amount,4}  {why}".TrimEnd());
}
