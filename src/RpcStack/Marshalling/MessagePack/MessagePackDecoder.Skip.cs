namespace RpcStack.Marshalling;

public ref partial struct MessagePackDecoder
{
    /// <summary>Steps over one value of whatever type, however deep, without recursion.</summary>
    private void Skip()
    {
        for (long values = 1; values > 0; values--)
        {
            byte code = _in.Peek("a value");
            switch (code)
            {
                case <= MessagePackCode.MaxPositive or >= MessagePackCode.MinNegative: _in.At++; break;
                case < MessagePackCode.FixArray: // a fixmap
                case MessagePackCode.Map16 or MessagePackCode.Map32:
                    values += 2L * ReadCount(
                        MessagePackCode.FixMap, MessagePackCode.Map16, MessagePackCode.Map32, 2, "a map");
                    break;
                case < MessagePackCode.FixText: // a fixarray
                case MessagePackCode.Array16 or MessagePackCode.Array32:
                    values += ReadCount(
                        MessagePackCode.FixArray, MessagePackCode.Array16, MessagePackCode.Array32, 1, "an array");
                    break;
                default: SkipLeaf(code); break;
            }
        }
    }

    private void SkipLeaf(byte code)
    {
        switch (code)
        {
            case < MessagePackCode.Nil: _in.Take(1 + (code & 0x1f), "text"); break; // a fixstr
            case MessagePackCode.Nil or MessagePackCode.False or MessagePackCode.True: _in.At++; break;
            case >= MessagePackCode.Bin8 and <= MessagePackCode.Bin32:
                _in.Take(ReadLength(MessagePackCode.Bin8, "octets"), "octets");
                break;
            case >= MessagePackCode.Ext8 and <= MessagePackCode.Ext32:
                int length = ReadLength(MessagePackCode.Ext8, "an extension");
                _in.Take(1, "an extension's type");
                _in.Take(length, "an extension");
                break;
            case >= MessagePackCode.FixExt1 and <= MessagePackCode.FixExt16:
                _in.Take(2 + (1 << (code - MessagePackCode.FixExt1)), "an extension");
                break;
            case >= MessagePackCode.Text8 and <= MessagePackCode.Text32:
                _in.Take(ReadLength(MessagePackCode.Text8, "text"), "text");
                break;
            case MessagePackCode.Single: _in.Take(5, "a float32"); break;
            case MessagePackCode.Double: _in.Take(9, "a float64"); break;
            case >= MessagePackCode.UInt8 and <= MessagePackCode.UInt64:
                _in.Take(1 + (1 << (code - MessagePackCode.UInt8)), "an integer");
                break;
            case >= MessagePackCode.Int8 and <= MessagePackCode.Int64:
                _in.Take(1 + (1 << (code - MessagePackCode.Int8)), "an integer");
                break;
            default: throw Malformed($"a value, not the unused code 0x{code:x2},");
        }
    }
}
