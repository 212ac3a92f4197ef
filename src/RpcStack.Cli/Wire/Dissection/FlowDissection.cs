using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Dissection;

/// <summary>The messages of one flow, as they complete.</summary>
internal sealed class FlowDissection(Flow flow, ProtocolChoice choice, Action<Message> sink)
{
    private readonly Pending[] _pending = [new(), new()];
    private readonly List<Side> _order = []; // of what waits until the protocol is known
    private Dissector? _dissector;

    /// <summary>Takes what happened on the flow.</summary>
    public void Add(in FlowEvent e)
    {
        Pending pending = _pending[(int)e.From];
        switch (e.Kind)
        {
            case FlowEventKind.Data or FlowEventKind.Lost when flow.Transport == FlowTransport.Udp:
                AddDatagram(e);
                break;
            case FlowEventKind.Data:
                pending.Append(e);
                _order.Add(e.From);
                Go(isOver: false);
                break;
            case FlowEventKind.Lost:
                Go(isOver: true);
                Leave(e.From, "what follows a gap in the capture");
                pending.IsLost = true;
                break;
            case FlowEventKind.Reset:
                Finish();
                break;
        }
    }

    /// <summary>Nothing more comes.</summary>
    public void Finish()
    {
        Go(isOver: true);
        foreach (Side side in (ReadOnlySpan<Side>)[Side.Client, Side.Server]) Leave(side, "the octets end within a message");
    }

    private void AddDatagram(in FlowEvent e)
    {
        byte[] bytes = e.Bytes.ToArray();
        _dissector ??= choice.Choose(flow, e.From == Side.Client ? bytes : default, e.From == Side.Server ? bytes : default, isOver: true)!;
        Tell(e.From, e.Time, _pending[(int)e.From].Skip(bytes.Length), bytes, e.Kind == FlowEventKind.Lost ? " (lost)" : "");
    }

    private void Go(bool isOver)
    {
        _dissector ??= choice.Choose(flow, _pending[0].Bytes.Span, _pending[1].Bytes.Span, isOver);
        if (_dissector is null) return;
        // What waited is read in the order in which it came, as far as pieces tell.
        foreach (Side side in _order.Distinct().ToArray()) Drain(side);
        foreach (Side side in _order.Distinct().ToArray()) Drain(side);
        _order.Clear();
    }

    private void Drain(Side side)
    {
        Pending pending = _pending[(int)side];
        while (!pending.Bytes.IsEmpty && !pending.IsLost)
        {
            long length;
            try
            {
                length = _dissector!.Measure(side, pending.Bytes.Span);
            }
            catch (DissectionException unreadable)
            {
                Leave(side, unreadable.Message);
                pending.IsLost = true;
                return;
            }

            if (length > Dissector.MaxMessage)
            {
                Leave(side, $"a message of {length} octets, more than {Dissector.MaxMessage}");
                pending.IsLost = true;
            }

            if (length == 0 || length > pending.Bytes.Length) break;
            long time = pending.Time;
            (long offset, byte[] bytes) = pending.Take((int)length);
            Tell(side, time, offset, bytes);
        }

        if (pending.IsLost) Leave(side, "behind what cannot be read");
    }

    /// <summary>What waits of a side is no message, and why.</summary>
    private void Leave(Side side, string problem)
    {
        Pending pending = _pending[(int)side];
        if (pending.Bytes.IsEmpty) return;
        long time = pending.Time;
        (long offset, byte[] bytes) = pending.Take(pending.Bytes.Length);
        Field root = FieldReader.Read(bytes, "octets", reader => reader.Leaf("octets", "octets", reader.Left, FieldText.Hex(reader.Rest), problem: problem));
        root.Problem = problem;
        sink(new Message(flow, side, time, offset, _dissector?.Protocol ?? "octets", $"{bytes.Length} octets: {problem}", bytes, root));
    }

    private void Tell(Side side, long time, long offset, byte[] bytes, string suffix = "")
    {
        string? summary = null;
        Field root = FieldReader.Read(bytes, _dissector!.Protocol, reader => summary = _dissector.Read(side, reader));
        summary ??= $"malformed: {root.Problem}";
        sink(new Message(flow, side, time, offset, _dissector.Protocol, summary + suffix, bytes, root));
    }

    /// <summary>What came of a side and is not read yet.</summary>
    private sealed class Pending
    {
        private byte[] _bytes = [];
        private int _start;
        private int _end;
        private long _offset;

        /// <summary>Whether nothing behind this can be read.</summary>
        public bool IsLost { get; set; }

        /// <summary>When the first of it came, as far as pieces tell.</summary>
        public long Time { get; private set; }

        public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(_start, _end - _start);

        public void Append(in FlowEvent e)
        {
            if (_start == _end) Time = e.Time;
            int length = _end - _start;
            if (_end + e.Bytes.Length > _bytes.Length)
            {
                byte[] room = length + e.Bytes.Length <= _bytes.Length / 2 ? _bytes : new byte[Math.Max(1024, (length + e.Bytes.Length) * 2)];
                _bytes.AsSpan(_start, length).CopyTo(room);
                (_bytes, _start, _end) = (room, 0, length);
            }

            e.Bytes.CopyTo(_bytes.AsMemory(_end));
            _end += e.Bytes.Length;
        }

        public (long Offset, byte[] Bytes) Take(int length)
        {
            byte[] bytes = _bytes.AsSpan(_start, length).ToArray();
            _start += length;
            return (Skip(length), bytes);
        }

        public long Skip(int length)
        {
            long offset = _offset;
            _offset += length;
            return offset;
        }
    }
}
