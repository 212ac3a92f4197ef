namespace RpcStack.Marshalling;

// A scope keeps in Outer the field and presence around it, in Position where its length goes (-1: nowhere), and in
// Remaining how many octets are reserved for that length.
public ref partial struct ProtobufEncoder
{
    private const int NoLength = -1;

    /// <inheritdoc/>
    public void WriteOptional(bool present)
    {
        if (!present && !IsField) throw CannotSay("a null element or a null value of a map");
        if (present && IsLeftOut) _presence = Presence.Explicit;
    }

    /// <inheritdoc/>
    public Scope BeginMessage(MessageShape shape)
    {
        Enter();
        Scope message = Open(1);
        message.Shape = shape;
        return message;
    }

    /// <inheritdoc/>
    public void BeginField(ref Scope message, int index)
    {
        _number = (uint)((MessageShape)message.Shape!).PositionOf(index) + 1;
        _presence = Presence.Implicit;
    }

    /// <inheritdoc/>
    public void EndMessage(ref Scope message) => Close(ref message);

    /// <inheritdoc/>
    public Scope BeginList(ListShape shape, int count)
    {
        if (!shape.Bound.Allows(count)) Refuse.Bound(shape.Bound, count);
        if (!IsField) throw CannotSay("a list of lists or a map of lists");
        if (count == 0 && _presence == Presence.Explicit) throw CannotSay("an empty list where null is allowed");
        Enter();
        if (shape.ElementWire != ProtobufWire.Length && count > 0) return OpenPacked(shape, count);
        Scope list = new() { Outer = Save(), Position = NoLength };
        _presence = Presence.Element;
        return list;
    }

    /// <inheritdoc/>
    public void EndList(ref Scope list) => Close(ref list);

    /// <inheritdoc/>
    public Scope BeginMap(MapShape shape, int count)
    {
        if (!shape.Bound.Allows(count)) Refuse.Bound(shape.Bound, count);
        if (!IsField) throw CannotSay("a list of maps or a map of maps");
        if (count == 0 && _presence == Presence.Explicit) throw CannotSay("an empty map where null is allowed");
        if (!ProtobufWire.IsKey(shape.Key)) throw CannotSay("a map whose keys are no integers, booleans or strings");
        Enter();
        return new Scope { Outer = Save(), Position = NoLength };
    }

    // An entry is a message { key = 1; value = 2; }, one for each.

    /// <inheritdoc/>
    public void BeginKey(ref Scope map)
    {
        int outer = map.Outer;
        CloseLength(ref map);
        Restore(outer);
        map = Open(1);
        map.Outer = outer;
        _number = 1;
        _presence = Presence.Entry;
    }

    /// <inheritdoc/>
    public void BeginValue(ref Scope map)
    {
        _number = 2;
        _presence = Presence.Entry;
    }

    /// <inheritdoc/>
    public void EndMap(ref Scope map) => Close(ref map);

    // A union is a message { oneof { … } }, or { discriminator = 1; oneof { … } }.

    /// <inheritdoc/>
    public Scope BeginUnion(UnionShape shape, int index, long label)
    {
        Enter();
        Scope union = Open(1);
        if (shape.Discriminator is not null)
        {
            _number = ProtobufWire.Discriminator;
            _presence = Presence.Implicit;
            UnionLabel.Write(ref this, shape, index, label);
        }

        _number = (uint)shape.Cases[index].Number;
        _presence = Presence.Explicit;
        return union;
    }

    /// <inheritdoc/>
    public void EndUnion(ref Scope union) => Close(ref union);

    private Scope OpenPacked(ListShape shape, int count)
    {
        // An element takes one octet at least, so this is the least that the length will take.
        int size = ProtobufWire.FixedSize(shape.Element);
        int reserved = ProtobufWire.VarintSize((uint)count);
        Scope list = new() { Outer = Save(), Position = NoLength };
        WriteTag(ProtobufWire.Length);
        _presence = Presence.Packed;
        if (size > 0)
        {
            WriteVarint((ulong)size * (uint)count);
            return list;
        }

        list.Position = _writer.Length;
        list.Remaining = reserved;
        _writer.Append(reserved);
        return list;
    }

    /// <summary>Opens what has a length; the body itself has none.</summary>
    private readonly Scope Open(int reserved)
    {
        Scope scope = new() { Outer = Save(), Position = NoLength };
        if (_number == 0) return scope;
        WriteTag(ProtobufWire.Length);
        scope.Position = _writer.Length;
        scope.Remaining = reserved;
        _writer.Append(reserved);
        return scope;
    }

    private void Close(ref Scope scope)
    {
        CloseLength(ref scope);
        Restore(scope.Outer);
        _depth--;
    }

    /// <summary>Writes the length before what was written, which moves where more room is needed.</summary>
    private readonly void CloseLength(ref Scope scope)
    {
        if (scope.Position == NoLength) return;
        uint length = (uint)(_writer.Length - scope.Position - scope.Remaining);
        int size = ProtobufWire.VarintSize(length);
        if (size > scope.Remaining) _writer.InsertAt(scope.Position, size - scope.Remaining);
        ProtobufWire.Put(_writer.Written[scope.Position..], length);
    }

    // A field's number has 29 bits, so the presence fits beside it.
    private readonly int Save() => (int)(_number << 3 | (uint)_presence);

    private void Restore(int saved)
    {
        _number = (uint)saved >> 3;
        _presence = (Presence)(saved & 7);
    }
}
