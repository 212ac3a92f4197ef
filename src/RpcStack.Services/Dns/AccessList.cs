using System.Net;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns;

/// <summary>Who may do something: networks of addresses, and keys that sign the request.</summary>
public sealed class AccessList
{
    private const string KeyWord = "key:";

    private readonly IPNetwork[] _networks;
    private readonly DomainName[] _keys;

    private AccessList(IPNetwork[] networks, DomainName[] keys) => (_networks, _keys) = (networks, keys);

    /// <summary>Nobody.</summary>
    public static AccessList None { get; } = new([], []);

    /// <summary>Everybody.</summary>
    public static AccessList Any { get; } = Parse("0.0.0.0/0", "::/0");

    /// <summary>This machine.</summary>
    public static AccessList Loopback { get; } = Parse("127.0.0.0/8", "::1");

    /// <summary>Reads a list.</summary>
    /// <param name="entries">Addresses, networks like <c>192.0.2.0/24</c>, and keys like <c>key:name</c>.</param>
    /// <exception cref="FormatException">An entry is none of these.</exception>
    public static AccessList Parse(params IEnumerable<string> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        string[] all = [.. entries];
        ILookup<bool, string> byKind = all.ToLookup(entry => entry.StartsWith(KeyWord, StringComparison.Ordinal));
        return new AccessList(
            [.. byKind[false].Select(ParseNetwork)],
            [.. byKind[true].Select(entry => DomainName.Parse(entry[KeyWord.Length..]))]);
    }

    /// <summary>Whether a request from an address, signed with a key or not, is allowed.</summary>
    public bool Allows(IPAddress address, DomainName? key = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (key is not null && Array.Exists(_keys, key.Equals)) return true;
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(_networks, network => network.Contains(plain));
    }

    private static IPNetwork ParseNetwork(string entry)
    {
        if (IPAddress.TryParse(entry, out IPAddress? address))
        {
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        }

        return IPNetwork.TryParse(entry, out IPNetwork network)
            ? network
            : throw new FormatException($"'{entry}' is no address, network, or '{KeyWord}' with a name");
    }
}
