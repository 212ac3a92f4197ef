using Bank;
using RpcStack;
using RpcStack.Transports;

await using var server = new RpcServer();
server.Map<IBank>(new SmallBank(), "bank");
RpcEndpoint endpoint = await server.ListenAsync("rpc+tcp://127.0.0.1:0");

// The bank is found by its name; the accounts come from the bank.
await using var client = new RpcClient(endpoint);
IBank bank = client.Get<IBank>("bank");
await using (IAccount ada = await bank.OpenAsync("Ada"))
await using (IAccount bob = await bank.OpenAsync("Bob"))
{
    // The same object is the same stub.
    Console.WriteLine($"the same account?   {ReferenceEquals(ada, await bank.OpenAsync("Ada"))}");

    await ada.DepositAsync(100);
    await ada.TransferAsync(30, bob);
    Console.WriteLine($"Ada has             {await ada.BalanceAsync()}");
    Console.WriteLine($"Bob has             {await bob.BalanceAsync()}");

    try
    {
        await bob.TransferAsync(50, ada);
    }
    catch (InsufficientFunds fault)
    {
        Console.WriteLine($"Bob cannot pay 50   {fault.Missing} is missing");
    }

    RpcReferences held = client.Connection!.References;
    Console.WriteLine($"the client holds    {string.Join(", ", held.Imports.Select(r => $"{r.Contract} ({r.Count} times)"))}");
}

// What the client gave back is gone, and says so.
IAccount account = await bank.OpenAsync("Eve");
await account.DisposeAsync();
try
{
    await account.BalanceAsync();
}
catch (RpcException error)
{
    Console.WriteLine($"after that          {error.Status}: {error.Message}");
}
