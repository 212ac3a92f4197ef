namespace RpcStack.Marshalling;

// An entry is a message { key = 1; value = 2; }, whose fields may come in any order, several times, or not at all. A
// scope keeps in Next the map's tag, in Position where the entry's key is and in Remaining where its value is.
public ref partial struct ProtobufDecoder
{
    private const int Missing = -1;

    /// <inheritdoc/>
    public Scope BeginMap(MapShape shape)
    {
        _in.Enter();
        if (_isDefault) return new Scope { Outer = _in.End };
        return new Scope { Shape = shape, Next = (int)_tag, Outer = _in.End, Remaining = CountRun(_tag) };
    }

    /// <inheritdoc/>
    public bool NextEntry(ref Scope map)
    {
        bool isFirst = map.Position == 0;
        if (!isFirst)
        {
            _isDefault = false;
            _in.At = _in.End;
            _in.End = map.Outer;
        }

        if (map.Shape is MapShape shape && (isFirst || ComesAgain((uint)map.Next)))
        {
            Open("an entry of a map");
            FindEntry(ref map, shape);
            return true;
        }

        _in.Leave();
        return false;
    }

    /// <inheritdoc/>
    public bool BeginKey(ref Scope map) => GoTo(map.Position);

    /// <inheritdoc/>
    public bool BeginValue(ref Scope map) => GoTo(map.Remaining);

    /// <summary>Goes to a part of the entry; one that is missing reads as an empty value.</summary>
    private bool GoTo(int start)
    {
        _isDefault = start == Missing;
        _in.At = _isDefault ? _in.End : start;
        return true;
    }

    private void FindEntry(ref Scope map, MapShape shape)
    {
        uint key = 1 << 3 | (uint)ProtobufWire.Of(shape.Key);
        uint value = 2 << 3 | (uint)ProtobufWire.Of(shape.Value);
        map.Position = map.Remaining = Missing;
        while (_in.Left > 0)
        {
            _tag = ReadTag();
            if (_tag == key) map.Position = _in.At;
            else if (_tag == value) map.Remaining = _in.At;
            Skip(_tag);
        }
    }
}
