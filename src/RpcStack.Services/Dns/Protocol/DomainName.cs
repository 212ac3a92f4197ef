using System.Text;

namespace RpcStack.Services.Dns.Protocol;

/// <summary>
/// An absolute domain name. The case of its letters is kept and does not matter when names are compared (RFC 4343).
/// </summary>
public sealed class DomainName : IEquatable<DomainName>
{
    /// <summary>The most octets of a name on the wire, length octets and root included (RFC 1035 §2.3.4).</summary>
    public const int MaxLength = 255;

    /// <summary>The most octets of a label (RFC 1035 §2.3.4).</summary>
    public const int MaxLabelLength = 63;

    private readonly byte[] _wire;
    private readonly int _hash;

    private DomainName(byte[] wire)
    {
        _wire = wire;
        _hash = NameOctets.Hash(wire);
    }

    /// <summary>The name of the root, <c>.</c>.</summary>
    public static DomainName Root { get; } = new([0]);

    /// <summary>
    /// The name as the wire has it without compression: labels with their lengths, then the root's 0.
    /// </summary>
    public ReadOnlySpan<byte> Wire => _wire;

    /// <summary>Whether this is the root.</summary>
    public bool IsRoot => _wire.Length == 1;

    /// <summary>Whether the first label is <c>*</c> (RFC 4592 §2.1.1).</summary>
    public bool IsWildcard => _wire.AsSpan().StartsWith("\u0001*"u8);

    /// <summary>How many labels the name has; the root has none.</summary>
    public int LabelCount
    {
        get
        {
            int count = 0;
            for (int at = 0; _wire[at] != 0; at += _wire[at] + 1) count++;
            return count;
        }
    }

    /// <summary>The name without its first label; the root's is the root.</summary>
    public DomainName Parent => IsRoot ? this : new DomainName(_wire[(_wire[0] + 1)..]);

    /// <summary>Reads a name in presentation format, absolute with or without its trailing dot.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static DomainName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string? problem = NameText.Read(Encoding.UTF8.GetBytes(text), Root, out DomainName name);
        return problem is null ? name : throw new FormatException(problem);
    }

    /// <summary>Whether this name is <paramref name="ancestor"/> or lies below it.</summary>
    public bool IsWithin(DomainName ancestor)
    {
        ArgumentNullException.ThrowIfNull(ancestor);
        int at = 0;
        while (_wire.Length - at > ancestor._wire.Length) at += _wire[at] + 1;
        return NameOctets.AreEqual(_wire.AsSpan(at), ancestor._wire);
    }

    /// <inheritdoc/>
    public bool Equals(DomainName? other) =>
        other is not null && _hash == other._hash && NameOctets.AreEqual(_wire, other._wire);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DomainName);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>The name in presentation format, with its trailing dot and escapes where needed.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(_wire.Length);
        NameText.Write(_wire, text);
        return text.ToString();
    }

    /// <summary>Puts labels before a name; null where that becomes too long.</summary>
    internal static DomainName? Join(ReadOnlySpan<byte> labels, ReadOnlySpan<byte> name) =>
        labels.Length + name.Length > MaxLength ? null : new DomainName([.. labels, .. name]);

    /// <summary>The name's last labels, so many of them.</summary>
    internal DomainName Suffix(int labels)
    {
        int at = 0;
        for (int surplus = LabelCount - labels; surplus > 0; surplus--) at += _wire[at] + 1;
        return at == 0 ? this : FromWire(_wire.AsSpan(at));
    }

    /// <summary>Makes a name of octets that are known to be one.</summary>
    internal static DomainName FromWire(ReadOnlySpan<byte> wire) =>
        wire.Length == 1 ? Root : new DomainName(wire.ToArray());
}
