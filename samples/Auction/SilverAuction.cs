using System.Runtime.CompilerServices;

namespace Auction;

internal sealed class SilverAuction : IAuction
{
    private readonly Lock _gate = new();
    private readonly List<(Seat Seat, int Amount)> _bids = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ValueTask<ISeat> JoinAsync(string name, CancellationToken cancel = default) =>
        ValueTask.FromResult<ISeat>(new Seat(this, name));

    public async IAsyncEnumerable<Standing> FollowAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (Standing? last = null; ;)
        {
            (Standing now, Task changed) = Look();
            if (now != last) yield return now;
            last = now;
            await changed.WaitAsync(cancel);
        }
    }

    private (Standing Now, Task Changed) Look()
    {
        lock (_gate) return (_bids.Count == 0 ? new("nobody", 0) : new(_bids[^1].Seat.Name, _bids[^1].Amount), _changed.Task);
    }

    private void Bid(Seat seat, int amount)
    {
        lock (_gate)
        {
            int least = _bids.Count == 0 ? 1 : _bids[^1].Amount + 1;
            if (amount < least) throw new TooLow(least);
            _bids.Add((seat, amount));
            Announce();
        }
    }

    // Bids of people who are gone are worth nothing.
    private void Leave(Seat seat)
    {
        lock (_gate)
        {
            _bids.RemoveAll(b => b.Seat == seat);
            Announce();
        }
    }

    private void Announce()
    {
        _changed.SetResult();
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Seat(SilverAuction auction, string name) : ISeat
    {
        public string Name => name;

        public ValueTask BidAsync(int amount, CancellationToken cancel = default)
        {
            auction.Bid(this, amount);
            return default;
        }

        // Runs when nobody holds the seat any more: given back, connection over, or lease not renewed.
        public ValueTask DisposeAsync()
        {
            auction.Leave(this);
            return default;
        }
    }
}
