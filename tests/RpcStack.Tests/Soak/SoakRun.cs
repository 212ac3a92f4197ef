using System.Collections.Concurrent;
using RpcStack.Transports;

namespace RpcStack.Tests.Soak;

/// <summary>
/// Many callers, two servers, links that are cut at random, and servers that are drained and started again: nothing hangs,
/// nothing that must run once runs twice, what is answered ran, what is said not to have been started did not run.
/// </summary>
public sealed class SoakRun(TimeSpan duration, int callers, int seed)
{
    private readonly Ledger _ledger = new();
    private readonly SoakReport _report = new();
    private readonly ConcurrentQueue<long> _uncertain = new();
    private readonly RpcServer[] _servers = new RpcServer[2];
    private long _ids;
    private long _notes;

    public async Task<SoakReport> RunAsync(Action<string>? progress = null)
    {
        RpcEndpoint[] endpoints = [await StartAsync(0, "rpc+tcp://127.0.0.1:0"), await StartAsync(1, "rpc+tcp://127.0.0.1:0")];
        CuttingProxy[] proxies = [.. endpoints.Select(e => new CuttingProxy(e))];
        await using var client = new RpcClient(
            [.. proxies.Select(p => p.Endpoint)], new RpcClientOptions { ConnectionsPerEndpoint = 2 });
        using var stop = new CancellationTokenSource(duration);
        Task[] calling = [.. Enumerable.Range(0, callers).Select(i => CallAsync(client.Get<ILedger>(), client.Get<ISlips>(), i, stop.Token))];
        Task trouble = TroubleAsync(endpoints, proxies, stop.Token);
        await WatchAsync(progress, stop.Token);

        await trouble;
        try
        {
            await Task.WhenAll(calling).WaitAsync(TimeSpan.FromSeconds(40), CancellationToken.None);
        }
        catch (TimeoutException)
        {
            Complain($"{calling.Count(c => !c.IsCompleted)} callers hang.");
        }

        foreach (RpcServer server in _servers) await server.DisposeAsync();
        foreach (CuttingProxy proxy in proxies) proxy.Dispose();
        Settle();
        _report.Memory = _report.Memory with { End = GC.GetTotalMemory(forceFullCollection: true) };
        return _report;
    }

    private async Task<RpcEndpoint> StartAsync(int index, string endpoint)
    {
        _servers[index] = new RpcServer(new RpcServerOptions { DrainTimeout = TimeSpan.FromMilliseconds(100) });
        _servers[index].Map<ILedger>(_ledger);
        _servers[index].Map<ISlips>(_ledger);
        return await _servers[index].ListenAsync(endpoint);
    }

    private async Task CallAsync(ILedger ledger, ISlips slips, int caller, CancellationToken stop)
    {
        var random = new Random(seed + caller);
        while (!stop.IsCancellationRequested)
        {
            long id = Interlocked.Increment(ref _ids);
            int kind = random.Next(13);
            int milliseconds = random.Next(4) == 0 ? random.Next(20) : 0;
            try
            {
                if (kind == 0) await NoteAsync(ledger, id);
                else if (kind < 4) Check(id, await ledger.LookUpAsync(id, milliseconds, CancellationToken.None));
                else if (kind < 10) await BookAsync(ledger, id, milliseconds);
                else await StreamAsync(slips, id, kind, random);
                lock (_report) _report.Answered++;
            }
            catch (RpcException error) when (error.Status is RpcStatus.Unavailable && error.Message.Length > 0)
            {
                lock (_report) _ = error.Started ? _report.Uncertain++ : _report.NotStarted++;
                await Task.Delay(5, CancellationToken.None);
            }
            catch (Exception error)
            {
                Complain($"call {id}: {error}");
            }
        }
    }

    private async Task NoteAsync(ILedger ledger, long id)
    {
        Interlocked.Increment(ref _notes);
        await ledger.NoteAsync(id);
    }

    private async Task BookAsync(ILedger ledger, long id, int milliseconds)
    {
        try
        {
            Check(id, await ledger.BookAsync(id, milliseconds, CancellationToken.None));
        }
        catch (RpcException error)
        {
            // A run of an uncertain one may still be to come; of one that was not started, none may ever come.
            if (error.Started) _uncertain.Enqueue(id);
            else if (_ledger.TimesOf(id) is > 0 and int runs) Complain($"call {id} ran {runs} times, yet: {error.Message}");
            throw;
        }

        int times = _ledger.Settle(id);
        if (times != 1) Complain($"call {id} was answered and ran {times} times.");
    }

    private async Task StreamAsync(ISlips slips, long id, int kind, Random random)
    {
        (int count, int size) = (random.Next(40), random.Next(5) == 0 ? random.Next(64 << 10) : random.Next(200));
        int most = random.Next(3) == 0 ? random.Next(1, 10) : int.MaxValue;
        int wanted = Math.Min(count, most);
        int taken = kind switch
        {
            10 => await CountAsync(id, slips.IssueAsync(id, count, size), most),
            11 => await CountAsync(id, slips.ReturnAsync(Slip.Run(id, count, size)), most),
            _ => await slips.CollectAsync(id, most, Slip.Run(id, count, size), CancellationToken.None),
        };
        if (taken != wanted) Complain($"stream {id} had {taken} items, not {wanted}.");
    }

    private async Task<int> CountAsync(long id, IAsyncEnumerable<Slip> slips, int most)
    {
        int count = 0;
        await foreach (Slip slip in slips)
        {
            if (slip.Id != id || slip.Place != count) Complain($"stream {id} got {slip} as number {count}.");
            if (++count == most) break;
        }

        return count;
    }

    private void Check(long id, long answer)
    {
        if (answer != Ledger.AnswerTo(id)) Complain($"call {id} got {answer}, the answer to another.");
    }

    private async Task TroubleAsync(RpcEndpoint[] endpoints, CuttingProxy[] proxies, CancellationToken stop)
    {
        var random = new Random(seed);
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(random.Next(20, 200), CancellationToken.None);
            if (random.Next(10) > 0)
            {
                if (proxies[random.Next(2)].CutOne(random)) _report.Cuts++;
                continue;
            }

            int index = random.Next(2);
            await _servers[index].DisposeAsync();
            await StartAsync(index, endpoints[index].ToString());
            _report.Restarts++;
        }
    }

    private async Task WatchAsync(Action<string>? progress, CancellationToken stop)
    {
        TimeSpan step = duration / 10;
        for (int i = 1; !stop.IsCancellationRequested; i++)
        {
            await Task.Delay(step, CancellationToken.None);
            if (i == 3) _report.Memory = (GC.GetTotalMemory(forceFullCollection: true), 0);
            _report.Calls = Interlocked.Read(ref _ids);
            progress?.Invoke($"{_report} (now {GC.GetTotalMemory(forceFullCollection: false) >> 10} KiB)");
        }
    }

    /// <summary>What is left in the ledger: runs of uncertain calls, once each; anything else ran behind its caller's back.</summary>
    private void Settle()
    {
        _report.Calls = _ids;
        foreach (long id in _uncertain)
            if (_ledger.Settle(id) is > 1 and int times) Complain($"uncertain call {id} ran {times} times.");
        foreach ((long id, int times) in _ledger.Open) Complain($"call {id} ran {times} times after it had ended.");
        if (_ledger.Notes > _notes) Complain($"{_notes} notes were sent, {_ledger.Notes} came.");
    }

    private void Complain(string what)
    {
        lock (_report) _report.Faults.Add(what);
    }
}
