using System.Collections.Concurrent;
using RpcStack;

namespace Chat;

internal sealed class Room : IRoom
{
    private readonly ConcurrentDictionary<Visit, IGuest> _guests = new();

    public int Guests => _guests.Count;

    public ValueTask<IVisit> EnterAsync(string name, IGuest guest, CancellationToken cancel = default)
    {
        var visit = new Visit(this, name);
        _guests[visit] = guest;
        return ValueTask.FromResult<IVisit>(visit);
    }

    // All are called at once: who is slow holds up nobody but the speaker.
    private async ValueTask<int> TellAsync(Visit speaker, string text, CancellationToken cancel)
    {
        bool[] heard = await Task.WhenAll(_guests.Where(g => g.Key != speaker).Select(g => TryTellAsync(g.Value)));
        return heard.Count(h => h);

        async Task<bool> TryTellAsync(IGuest guest)
        {
            try
            {
                await guest.HearAsync(speaker.Name, text, cancel);
                return true;
            }
            catch (RpcException)
            {
                // Gone without a word. Its visit ends with its connection.
                return false;
            }
        }
    }

    private sealed class Visit(Room room, string name) : IVisit
    {
        public string Name => name;

        public ValueTask<int> SayAsync(string text, CancellationToken cancel = default) => room.TellAsync(this, text, cancel);

        // The guest left, or its connection ended: the server runs this either way.
        public ValueTask DisposeAsync()
        {
            room._guests.TryRemove(this, out _);
            return default;
        }
    }
}
