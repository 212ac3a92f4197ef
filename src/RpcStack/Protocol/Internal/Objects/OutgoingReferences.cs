using RpcStack.Marshalling;
using RpcStack.Promises;
using RpcStack.Protocol.Internal.Calls;
using RpcStack.Protocol.Internal.Frames;

namespace RpcStack.Protocol.Internal.Objects;

/// <summary>The references of a frame that is being written. What it counts as sent is taken back if the frame is not.</summary>
internal sealed class OutgoingReferences(RpcConnection connection) : IReferenceWriter
{
    private readonly ReferenceTable _table = new();
    private readonly Dictionary<ObjectIdentity, int> _numbers = [];

    public uint Add<T>(T value) where T : class, IContract<T>
    {
        ObjectIdentity identity = new(value, T.Descriptor);
        if (!_numbers.TryGetValue(identity, out int number))
            _numbers.Add(identity, number = _table.Add(EntryOf(value)));
        return (uint)number;
    }

    /// <summary>Puts the table before the body.</summary>
    public void Insert(ByteWriter frame, int position)
    {
        if (_table.Count == 0) return;
        using var table = new ByteWriter();
        _table.Write(table);
        table.Written.CopyTo(frame.InsertAt(position, table.Length));
        frame.Written[1] |= (byte)FrameFlags.References;
    }

    /// <summary>The frame is not sent.</summary>
    public void TakeBack()
    {
        for (int i = 0; i < _table.Count; i++)
            if (!_table[i].IsHome) connection.TakeBack(_table[i].Target);
    }

    private ReferenceTable.Entry EntryOf<T>(T value) where T : class, IContract<T> =>
        value is RpcStub { Target: IDeferredTarget { Object: T here } } ? EntryOf(here)
        : value is RpcStub { Target: Import import } && ReferenceEquals(import.Connection, connection)
            ? new(connection.Home(import), null)
            : value is RpcStub { Target: ServiceTarget service } stub && connection.Carries(stub.Channel)
            ? new(connection.Home(service), null)
            : new(connection.Export(value).Key, T.Descriptor.Schema.Fingerprint);
}
