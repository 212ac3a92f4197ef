using System.Runtime.InteropServices;
using System.Text;

namespace RpcStack.Services.Files.Ftp;

/// <summary>
/// Puts lines together from the octets of a control connection, which is a Telnet connection (RFC 959 §3): commands of
/// Telnet's own are taken out, such as those that come with ABOR (RFC 1123 §4.1.2.10).
/// </summary>
internal sealed class TelnetLine
{
    /// <summary>The most octets of a line, enough for the longest path.</summary>
    internal const int MaxLength = 16 << 10;

    private const byte Iac = 0xFF;
    private const byte Will = 0xFB;
    private const byte Dont = 0xFE;

    private readonly List<byte> _octets = [];
    private State _state;

    private enum State
    {
        Text,
        Command,
        Option,
    }

    /// <summary>Takes one octet in; true where it ends the line.</summary>
    internal bool Add(byte octet)
    {
        switch (_state)
        {
            case State.Command:
                _state = octet is >= Will and <= Dont ? State.Option : State.Text;
                if (octet == Iac) Keep(octet);
                return false;
            case State.Option:
                _state = State.Text;
                return false;
            default:
                if (octet == '\n') return true;
                if (octet == Iac) _state = State.Command;
                else Keep(octet);
                return false;
        }
    }

    /// <summary>The line, without what ends it; what is no UTF-8 becomes U+FFFD.</summary>
    internal string Take()
    {
        if (_octets is [.., (byte)'\r']) _octets.RemoveAt(_octets.Count - 1);
        string line = Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(_octets));
        _octets.Clear();
        return line;
    }

    private void Keep(byte octet)
    {
        if (_octets.Count == MaxLength) throw new LineTooLongException();
        _octets.Add(octet);
    }
}
