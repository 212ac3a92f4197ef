namespace RpcStack.Protocol.Internal.Calls;

/// <summary>
/// The calls of ours that the peer has not answered, by id. An id is a slot and three bits of generation, so that a second
/// answer to a call does not reach the slot's next one. A call that ends on this side leaves its slot taken until the peer
/// answers, since until then the peer counts it as running.
/// </summary>
internal sealed class PendingCallTable(int capacity)
{
    private const int GenerationBits = 3;
    private const uint GenerationMask = (1 << GenerationBits) - 1;
    private const int None = -1;
    private const int ChunkBits = 4;
    private const int ChunkSize = 1 << ChunkBits;

    private readonly ShortLock _gate = new();
    private Slot[][] _chunks = [new Slot[ChunkSize]];
    private TaskCompletionSource? _room;
    private TaskCompletionSource? _empty;
    private int _capacity = capacity;
    private int _firstFree = None;
    private int _used;
    private int _taken;
    private long _earliest = long.MaxValue;
    private RpcException? _closed;

    /// <summary>Before this moment no call expires.</summary>
    public long EarliestDeadline => Volatile.Read(ref _earliest);

    /// <summary>How many calls the peer has not answered.</summary>
    public int Count
    {
        get
        {
            using (_gate.Enter()) return _taken;
        }
    }

    /// <summary>The peer has said how many calls it serves at a time.</summary>
    public void SetCapacity(int capacity)
    {
        using (_gate.Enter()) _capacity = Math.Max(1, capacity);
        SignalRoom();
    }

    /// <summary>Gives a call an id; false where the peer serves as many as it takes.</summary>
    /// <param name="call">The call.</param>
    /// <param name="id">Its id.</param>
    /// <param name="isExempt">Whether the peer's limit does not concern it, as resolving names is not serving calls.</param>
    /// <exception cref="RpcException">The table is closed.</exception>
    public bool TryAdd(PendingCall call, out ulong id, bool isExempt = false)
    {
        id = 0;
        using (_gate.Enter())
        {
            if (_closed is { } reason) throw new RpcException(reason.Status, reason.Message, reason.Phase, reason);
            if (_taken >= _capacity && !isExempt) return false;
            int slot = _firstFree;
            if (slot != None) _firstFree = At(slot).NextFree;
            else Grow(slot = _used++);

            ref Slot entry = ref At(slot);
            entry.Call = call;
            entry.IsTaken = true;
            entry.Number = 0;
            entry.Generation = (entry.Generation + 1) & GenerationMask;
            call.Id = id = IdOf(slot, entry.Generation);
            _taken++;
            if (call.Deadline < _earliest) _earliest = call.Deadline;
            return true;
        }
    }

    /// <summary>
    /// Notes which of the connection's REQUESTs a call is, before it is sent. Without the lock: its slot is its own until it
    /// is answered, and slots do not move.
    /// </summary>
    public void Number(ulong id, ulong number) => Volatile.Write(ref At((int)((id - 1) >> GenerationBits)).Number, number);

    /// <summary>Completes when every call is answered, or the table is closed.</summary>
    public Task WhenEmptyAsync()
    {
        using (_gate.Enter())
        {
            if (_taken == 0 || _closed is not null) return Task.CompletedTask;
            _empty ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _empty.Task;
        }
    }

    /// <summary>Completes when a call may be added again.</summary>
    public Task WhenRoomAsync()
    {
        using (_gate.Enter())
        {
            if (_taken < _capacity || _closed is not null) return Task.CompletedTask;
            _room ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    /// <summary>The peer has answered: frees the id and gives its call, or null where this side had ended it already.</summary>
    /// <param name="id">The id.</param>
    /// <param name="isKnown">Whether the peer could answer it at all.</param>
    public PendingCall? Take(ulong id, out bool isKnown)
    {
        PendingCall? call = null;
        using (_gate.Enter())
        {
            int slot = SlotOf(id);
            isKnown = slot != None;
            if (isKnown)
            {
                call = At(slot).Call;
                Free(slot);
            }
        }

        SignalRoom();
        return call;
    }

    /// <summary>This side ends the call, unless it has ended already. Its id waits for the peer.</summary>
    public bool TryEnd(PendingCall call, ulong id)
    {
        using (_gate.Enter())
        {
            int slot = SlotOf(id);
            if (slot == None || !ReferenceEquals(At(slot).Call, call)) return false;
            At(slot).Call = null;
            return true;
        }
    }

    /// <summary>Whether this side has ended the call, and the peer has not answered it.</summary>
    public bool IsAbandoned(ulong id)
    {
        using (_gate.Enter())
        {
            int slot = SlotOf(id);
            return slot != None && At(slot).Call is null;
        }
    }

    /// <summary>Ends and gives every call whose time is over.</summary>
    public List<PendingCall> TakeExpired(long now)
    {
        var expired = new List<PendingCall>();
        using (_gate.Enter())
        {
            _earliest = long.MaxValue;
            for (int i = 0; i < _used; i++)
            {
                ref Slot slot = ref At(i);
                if (slot.Call is null) continue;
                if (slot.Call.Deadline <= now)
                {
                    expired.Add(slot.Call);
                    slot.Call = null;
                }
                else if (slot.Call.Deadline < _earliest)
                {
                    _earliest = slot.Call.Deadline;
                }
            }
        }

        return expired;
    }

    /// <summary>Ends and gives the calls that the peer will not look at: those behind the first <paramref name="accepted"/>.</summary>
    public List<PendingCall> TakeBeyond(ulong accepted)
    {
        var refused = new List<PendingCall>();
        using (_gate.Enter())
        {
            for (int i = 0; i < _used; i++)
            {
                ref Slot slot = ref At(i);
                if (slot.Call is null || slot.Number <= accepted) continue;
                refused.Add(slot.Call);
                slot.Call = null;
            }
        }

        return refused;
    }

    /// <summary>Takes no more calls, and gives those that were not answered, with their numbers; 0 where it has none yet.</summary>
    public List<(PendingCall Call, ulong Number)> Close(RpcException reason)
    {
        var left = new List<(PendingCall, ulong)>();
        using (_gate.Enter())
        {
            _closed ??= reason;
            for (int i = 0; i < _used; i++)
            {
                ref Slot slot = ref At(i);
                if (slot.Call is not null) left.Add((slot.Call, slot.Number));
                slot.Call = null;
            }
        }

        SignalRoom();
        return left;
    }

    private static ulong IdOf(int slot, uint generation) => (((ulong)slot << GenerationBits) | generation) + 1;

    private int SlotOf(ulong id)
    {
        ulong slot = (id - 1) >> GenerationBits;
        if (slot >= (ulong)_used) return None;
        ref Slot entry = ref At((int)slot);
        return entry.IsTaken && entry.Generation == ((id - 1) & GenerationMask) ? (int)slot : None;
    }

    private ref Slot At(int slot) => ref _chunks[slot >> ChunkBits][slot & (ChunkSize - 1)];

    private void Grow(int slot)
    {
        int chunk = slot >> ChunkBits;
        if (chunk < _chunks.Length) return;
        Array.Resize(ref _chunks, chunk + 1);
        _chunks[chunk] = new Slot[ChunkSize];
    }

    private void Free(int slot)
    {
        ref Slot entry = ref At(slot);
        entry.Call = null;
        entry.IsTaken = false;
        entry.NextFree = _firstFree;
        _firstFree = slot;
        _taken--;
    }

    private void SignalRoom()
    {
        // Whoever waits has said so under the lock that the caller held, if there was no room for it then.
        if (Volatile.Read(ref _room) is null && Volatile.Read(ref _empty) is null) return;
        TaskCompletionSource? room = null, empty = null;
        using (_gate.Enter())
        {
            if (_taken < _capacity || _closed is not null) (room, _room) = (_room, null);
            if (_taken == 0 || _closed is not null) (empty, _empty) = (_empty, null);
        }

        room?.TrySetResult();
        empty?.TrySetResult();
    }

    private struct Slot
    {
        public PendingCall? Call;
        public ulong Number;
        public uint Generation;
        public int NextFree;
        public bool IsTaken;
    }
}
