using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace RpcStack.Services.Mail.Sasl;

/// <summary>Who may log in. Of a password only what SCRAM-SHA-256 needs is kept (RFC 5802 §2.2).</summary>
/// <remarks>Members may be called at any time, also while servers use the accounts.</remarks>
public sealed class MailAccounts
{
    private readonly ConcurrentDictionary<string, ScramSecret> _secrets = new(StringComparer.OrdinalIgnoreCase);
    private readonly byte[] _pepper = RandomNumberGenerator.GetBytes(ScramSecret.SaltSize);

    /// <summary>The names, in no order.</summary>
    public IEnumerable<string> Names => _secrets.Keys;

    /// <summary>Adds an account, or gives it another password.</summary>
    /// <param name="name">
    /// The name, which case does not matter in: letters, digits, and <c>-_.+</c> after the first.
    /// </param>
    /// <param name="password">The password.</param>
    /// <exception cref="ArgumentException">The name has other characters, or is longer than 64.</exception>
    public void Set(string name, string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(password);
        if (!IsName(name)) throw new ArgumentException($"'{name}' cannot be the name of an account.", nameof(name));
        _secrets[name] = ScramSecret.Of(password);
    }

    /// <summary>Whether there is such an account.</summary>
    /// <param name="name">The name.</param>
    public bool Has(string name) => _secrets.ContainsKey(name);

    /// <summary>Whether this is the account's password. It takes as long where there is no such account.</summary>
    /// <param name="name">The name.</param>
    /// <param name="password">The password.</param>
    public bool IsRight(string name, string password) => SecretOf(name, out bool exists).IsMadeOf(password) && exists;

    internal ScramSecret SecretOf(string name, out bool exists)
    {
        exists = _secrets.TryGetValue(name, out ScramSecret? secret);
        // Nobody is to learn who has an account from how the exchange goes.
        byte[] salt = HMACSHA256.HashData(_pepper, Encoding.UTF8.GetBytes(name))[..ScramSecret.SaltSize];
        return secret ?? ScramSecret.Nobody(salt);
    }

    // Names are names of folders too.
    private static bool IsName(string name) =>
        name.Length <= 64
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || "-_.+".Contains(c, StringComparison.Ordinal));
}
