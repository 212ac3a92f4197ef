using System.Diagnostics;
using RpcStack;
using RpcStack.Transports;

namespace Auction;

// A bidder in a process of its own, which bids once, and stays as long as the server does.
internal static class Bidder
{
    public static async Task RunAsync(string endpoint, string name, int amount)
    {
        await using var client = new RpcClient(endpoint);
        ISeat seat = await client.Get<IAuction>().JoinAsync(name);
        await seat.BidAsync(amount);
        await client.Connection!.Closed;
        GC.KeepAlive(seat);
    }

    public static Process Start(RpcEndpoint endpoint, string name, int amount)
    {
        // Either the program itself, or dotnet with it as its first argument.
        string program = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(Bidder).Assembly.Location] : [];
        return Process.Start(program, [.. self, "bid", endpoint.ToString(), name, $"{amount}"]);
    }
}
