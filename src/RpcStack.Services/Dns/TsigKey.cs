using System.Security.Cryptography;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns;

/// <summary>A secret that two servers, or a server and a client, share to sign messages with (RFC 8945).</summary>
public sealed class TsigKey
{
    private static readonly (string Name, HashAlgorithmName Hash)[] Algorithms =
    [
        ("hmac-sha256", HashAlgorithmName.SHA256),
        ("hmac-sha384", HashAlgorithmName.SHA384),
        ("hmac-sha512", HashAlgorithmName.SHA512),
        ("hmac-sha1", HashAlgorithmName.SHA1),
    ];

    private readonly byte[] _secret;
    private readonly HashAlgorithmName _hash;

    /// <summary>Makes a key.</summary>
    /// <param name="name">Its name, which both sides must use.</param>
    /// <param name="secret">The secret octets.</param>
    /// <param name="algorithm">hmac-sha256, hmac-sha384, hmac-sha512 or hmac-sha1.</param>
    /// <exception cref="FormatException">The algorithm is not known.</exception>
    public TsigKey(DomainName name, ReadOnlySpan<byte> secret, string algorithm = "hmac-sha256")
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(algorithm);
        int known = Array.FindIndex(Algorithms, a => a.Name.Equals(algorithm, StringComparison.OrdinalIgnoreCase));
        if (known < 0)
        {
            string names = string.Join(", ", Algorithms.Select(a => a.Name));
            throw new FormatException($"The algorithm '{algorithm}' is not known; there are {names}");
        }

        Name = name;
        Algorithm = DomainName.Parse(Algorithms[known].Name);
        _hash = Algorithms[known].Hash;
        _secret = secret.ToArray();
    }

    /// <summary>The key's name.</summary>
    public DomainName Name { get; }

    /// <summary>The algorithm, as a name.</summary>
    public DomainName Algorithm { get; }

    /// <summary>Reads a key as dig's <c>-y</c> takes it: <c>[algorithm:]name:secret</c>, the secret in base64.</summary>
    /// <exception cref="FormatException">The text is none; the message says why.</exception>
    public static TsigKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(':');
        if (parts.Length is not (2 or 3)) throw new FormatException("A key is written [algorithm:]name:base64");
        byte[] secret = TextEncoding.Base64.Decode(parts[^1])
            ?? throw new FormatException("The secret of a key is written in base64");
        return new TsigKey(DomainName.Parse(parts[^2]), secret, parts.Length == 3 ? parts[0] : Algorithms[0].Name);
    }

    internal byte[] Compute(ReadOnlySpan<byte> data) => CryptographicOperations.HmacData(_hash, _secret, data);
}
