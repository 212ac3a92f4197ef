namespace RpcStack.Marshalling;

// A union is a message of which one field counts, and another where it has a discriminator.
public ref partial struct ProtobufDecoder
{
    /// <inheritdoc/>
    /// <remarks>
    /// A body may hold several of the cases; the last one counts, as in protobuf, but what earlier occurrences of the
    /// same case held is not merged into it.
    /// </remarks>
    public Scope BeginUnion(UnionShape shape, out int index, out long label)
    {
        int outer = _tag == 0 ? _in.End : Open("a union");
        _in.Enter();
        (index, int start, int discriminator) = FindCase(shape);
        if (index < 0) throw Malformed($"a case of the union {shape.Name} before this");
        label = shape.Cases[index].Number;
        if (shape.Discriminator is not null && ReadLabel(shape, discriminator, out label) != index)
            throw Malformed(
                $"the label of case {shape.Cases[index].Name} of the union {shape.Name} before this, "
                + $"not {UnionLabel.ToWords(shape, label)},");
        _isDefault = false;
        _in.At = start;
        return new Scope { Outer = outer };
    }

    /// <inheritdoc/>
    public void EndUnion(ref Scope union)
    {
        _in.At = _in.End;
        _in.End = union.Outer;
        _in.Leave();
    }

    private (int Index, int Start, int Discriminator) FindCase(UnionShape shape)
    {
        const uint discriminator = ProtobufWire.Discriminator << 3 | ProtobufWire.Varint;
        (int Index, int Start, int Discriminator) found = (-1, 0, Missing);
        while (_in.Left > 0)
        {
            _tag = ReadTag();
            int known = shape.IndexOfField((int)(_tag >> 3));
            if (known >= 0 && (_tag & 7) == ProtobufWire.Length) (found.Index, found.Start) = (known, _in.At);
            else if (shape.Discriminator is not null && _tag == discriminator) found.Discriminator = _in.At;
            Skip(_tag);
        }

        return found;
    }

    private int ReadLabel(UnionShape shape, int start, out long label)
    {
        GoTo(start);
        return UnionLabel.Read(ref this, shape, out label);
    }
}
