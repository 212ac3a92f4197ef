using RpcStack.Marshalling;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Protocol.Internal.Serving;

namespace RpcStack.Protocol.Internal.Objects;

/// <summary>
/// The references of a frame that came. Whatever becomes of its body, each is accounted for: those that the body names are
/// held by their stubs once it is decoded, and all others are given back.
/// </summary>
internal sealed class IncomingReferences(RpcConnection connection, ReferenceTable table, int size)
    : IReferenceReader, IDisposable
{
    private readonly object?[] _objects = new object?[table.Count];
    private readonly Import?[] _imports = new Import?[table.Count];
    private PendingPromise?[] _promises = [];
    private bool _isKept;
    private int _isSettled;

    /// <summary>How many octets they took.</summary>
    public int Size { get; } = size;

    /// <summary>Whether any is one of the sender's promises, kept or not.</summary>
    public bool HasPromises
    {
        get
        {
            for (int i = 0; i < table.Count; i++)
                if (table[i] is { IsHome: true, Target.IsPromise: true }) return true;
            return false;
        }
    }

    /// <summary>The first promise among them that is not known to be kept or broken, or null.</summary>
    public PendingPromise? Pending => Array.Find(_promises, p => p is { Outcome: null });

    /// <summary>Holds on to those that are promises, whatever becomes of these while the frame waits.</summary>
    public void Pin(Func<ulong, PendingPromise?> find)
    {
        _promises = new PendingPromise?[table.Count];
        for (int i = 0; i < _promises.Length; i++)
            if (table[i] is { IsHome: true, Target: { IsPromise: true } target }) _promises[i] = find(target.Key >> 1);
    }

    public T Get<T>(uint number) where T : class, IContract<T>
    {
        uint index = number - 1;
        if (index >= (uint)_objects.Length) throw new MarshalException($"There is no reference {number} of {_objects.Length}.");
        return (_objects[index] ??= Take<T>((int)index)) as T
            ?? throw new MarshalException($"Reference {number} is to no {T.Descriptor}.");
    }

    /// <summary>The body is decoded: what it named is held.</summary>
    public void Keep()
    {
        _isKept = true;
        Dispose();
    }

    /// <summary>Gives back what nobody holds.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isSettled, 1) != 0) return;
        List<TargetKey> unheld = [];
        for (int i = 0; i < _imports.Length; i++)
            if (!table[i].IsHome && IsUnheld(_imports[i])) unheld.Add(table[i].Target);
        if (unheld.Count > 0) connection.GiveBack(unheld);
        // Who decodes holds the objects; who does not had better not find them here.
        Array.Clear(_objects);
        Array.Clear(_imports);
    }

    private bool IsUnheld(Import? import) => import is null || (!_isKept && connection.Return(import));

    private object Take<T>(int index) where T : class, IContract<T>
    {
        ReferenceTable.Entry entry = table[index];
        if (entry.IsHome)
        {
            PendingPromise? promise = _promises.Length == 0 ? null : _promises[index];
            return connection.FindOwn(entry.Target, promise)
                ?? throw new MarshalException($"Reference {index + 1} is to an object that was released, or never was its sender's.");
        }

        Import import = _imports[index] = connection.Import<T>(entry);
        return import.Stub;
    }
}
