using RpcStack.Services.Mail.Sasl;

namespace RpcStack.Services.Mail.Store;

/// <summary>Whose mail is kept here.</summary>
public sealed class MailSite
{
    private const string PostmasterName = "postmaster";

    private readonly HashSet<string> _domains;

    /// <summary>Makes a site.</summary>
    /// <param name="hostName">The name that this host greets with.</param>
    /// <param name="domains">The domains whose mail is kept here; each account has an address in all of them.</param>
    /// <param name="accounts">Whose it is, and who may log in.</param>
    public MailSite(string hostName, IEnumerable<string> domains, MailAccounts accounts)
    {
        ArgumentNullException.ThrowIfNull(domains);
        ArgumentNullException.ThrowIfNull(accounts);
        if (!Mailbox.IsDomain(hostName))
            throw new ArgumentException($"'{hostName}' is no host's name.", nameof(hostName));
        _domains = new HashSet<string>(domains, StringComparer.OrdinalIgnoreCase);
        if (_domains.FirstOrDefault(domain => !Mailbox.IsDomain(domain)) is { } bad)
            throw new ArgumentException($"'{bad}' is no domain.", nameof(domains));
        HostName = hostName;
        Accounts = accounts;
    }

    /// <summary>The name that this host greets with.</summary>
    public string HostName { get; }

    /// <summary>The domains whose mail is kept here.</summary>
    public IReadOnlyCollection<string> Domains => _domains;

    /// <summary>Whose mail it is, and who may log in.</summary>
    public MailAccounts Accounts { get; }

    /// <summary>
    /// The account that reads what comes to postmaster, which every domain must have (RFC 5321 §4.5.1); null: none.
    /// </summary>
    public string? Postmaster { get; init; }

    internal bool IsLocal(string domain) => _domains.Contains(domain);

    /// <summary>The account that a local address belongs to, as its folder is called; null: it is unknown.</summary>
    internal string? AccountOf(Mailbox address)
    {
        string name = address.PlainLocal;
        if (Accounts.Has(name)) return name.ToLowerInvariant();
        bool isPostmaster = name.Equals(PostmasterName, StringComparison.OrdinalIgnoreCase);
        return isPostmaster && Postmaster is not null ? Postmaster.ToLowerInvariant() : null;
    }
}
