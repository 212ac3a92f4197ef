using RpcStack.Tests;

namespace RpcStack.Grpc.Tests.Interop;

/// <summary>What a server must do, whoever wrote it.</summary>
internal sealed class InteropCheck(RpcChannel channel)
{
    private readonly IInterop _stub = channel.Get<IInterop>();

    public async Task RunAsync()
    {
        await EchoesAsync();
        await FailsAsync();
        await EndsAsync();
        await StreamsAsync();
    }

    private async Task EchoesAsync()
    {
        var parcel = new Parcel(
            "grüß dich",
            -5,
            1L << 50,
            1.5,
            IsFragile: true,
            [0, 1, 255],
            [1, -1, 300],
            new Dictionary<string, string> { ["a"] = "b", ["c"] = "" },
            Size.Large,
            "",
            new DateTime(2026, 11, 20, 12, 0, 0, 500, DateTimeKind.Utc));
        Metadata? trailer = null;
        IInterop tagged = _stub.With(new CallOptions
        {
            Metadata = new Metadata { { "tag", "blue" } },
            OnResponseMetadata = metadata => trailer = metadata,
        });

        Assert.Equivalent(parcel, await tagged.EchoAsync(parcel), strict: true);
        Assert.Equal("blue", trailer?["tag"]);
        Assert.Equal(string.Concat(Enumerable.Repeat("ab", 1000)), await _stub.JoinAsync("a", "b", 1000));
    }

    private async Task FailsAsync()
    {
        OutOfStock fault = await Assert.ThrowsAsync<OutOfStock>(async () => await _stub.BuyAsync("nails"));
        Assert.Equal(("nails", 3), (fault.Item, fault.Missing));
        for (RpcStatus status = RpcStatus.Cancelled; status <= RpcStatus.Unauthenticated; status++)
        {
            RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await _stub.FailAsync((int)status, "größer, 100 %\n"));
            Assert.Equal(status, error.Status);
            Assert.EndsWith("größer, 100 %\n", error.Message, StringComparison.Ordinal);
        }

        RpcException stranger = await Assert.ThrowsAsync<RpcException>(
            async () => await channel.Get<IInterop>("Nobody").JoinAsync("", "", 1));
        Assert.Equal(RpcStatus.Unimplemented, stranger.Status);
    }

    private async Task EndsAsync()
    {
        int before = await _stub.CancelledAsync();
        IInterop hurried = _stub.With(new CallOptions { Deadline = TimeSpan.FromMilliseconds(300) });
        RpcException late = await Assert.ThrowsAsync<RpcException>(async () => await hurried.WaitAsync(30_000));
        Assert.Equal(RpcStatus.DeadlineExceeded, late.Status);

        using var cancel = new CancellationTokenSource(300);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _stub.WaitAsync(30_000, cancel.Token));
        for (int i = 0; await _stub.CancelledAsync() < before + 2; i++)
        {
            Assert.True(i < 500, "Two waits should have been cancelled.");
            await Task.Delay(20);
        }
    }

    private async Task StreamsAsync()
    {
        Assert.Equal(Enumerable.Range(10, 1990), await CollectAsync(_stub.CountAsync(10, 2000)));
        await foreach (int number in _stub.CountAsync(0, 1 << 30))
            if (number == 3) break;
        Assert.Equal(4950, await _stub.SumAsync(EachAsync(Enumerable.Range(0, 100))));
        Assert.Equal(0, await _stub.SumAsync(EachAsync(Enumerable.Empty<int>())));
        Assert.Equal(3 * 4950, await _stub.ScaleAsync(3, EachAsync(Enumerable.Range(0, 100))));
        Assert.Equal(["hello Ann", "hello Bob"], await CollectAsync(_stub.GreetAsync("hello", EachAsync(["Ann", "Bob"]))));

        var said = new List<string>();
        await foreach (string line in _stub.ChatAsync(ConversationAsync(said))) said.Add(line);
        Assert.Equal(["0", "echo 0", "1", "echo 1", "2", "echo 2"], said);
    }

    // Each line only after the answer to the one before.
    private static async IAsyncEnumerable<string> ConversationAsync(List<string> said)
    {
        for (int i = 0; i < 3; i++)
        {
            await Eventually.IsTrue(() => said.Count == 2 * i);
            said.Add($"{i}");
            yield return $"{i}";
        }
    }

    private static async IAsyncEnumerable<T> EachAsync<T>(IEnumerable<T> items)
    {
        await Task.Yield();
        foreach (T item in items) yield return item;
    }

    private static async Task<List<T>> CollectAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (T item in items) list.Add(item);
        return list;
    }
}
