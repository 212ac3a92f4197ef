namespace RpcStack.Tests.Objects;

/// <summary>References leave nothing behind.</summary>
[Collection(nameof(Alone))]
public sealed class ReferenceMemoryTests
{
    [Fact]
    public async Task A_hundred_thousand_objects_that_were_given_back_leave_memory_as_it_was()
    {
        await using BankPair pair = await BankPair.StartAsync();
        // Tables, buffers and pools grow to what is held at a time, and stay so.
        for (int i = 0; i < 10; i++) await TakeAndGiveBackAsync(pair, 10_000);
        long before = Memory();
        for (int i = 0; i < 10; i++) await TakeAndGiveBackAsync(pair, 10_000);
        long grown = Memory() - before;
        // An object, its stub and what both tables know of it would be some 500 octets, 50 MB in all.
        Assert.True(grown < 10_000_000, $"{grown} octets are left of 100,000 objects.");
        Assert.Empty(pair.Served.References.Exports);
        Assert.Empty(pair.Client.Connection!.References.Imports);
    }

    private static long Memory()
    {
        // What has a finalizer is there until the second collection.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static async Task TakeAndGiveBackAsync(BankPair pair, int count)
    {
        int taken = 0;
        await foreach (IAccount account in pair.Stub.AllAsync(count))
        {
            await account.DisposeAsync();
            taken++;
        }

        Assert.Equal(count, taken);
        await Eventually.IsTrue(() => pair.Bank.Accounts.Values.All(a => a.Disposals == 1), seconds: 30);
        pair.Bank.Accounts.Clear();
    }
}
