using System.Security.Cryptography.X509Certificates;

namespace RpcStack.Services.Mail;

/// <summary>How a connection is spoken over.</summary>
/// <param name="MaxConnections">How many are served at a time.</param>
/// <param name="Timeout">How long a client may be silent.</param>
/// <param name="Certificate">For TLS from the first octet; null: it begins later, or not at all.</param>
/// <param name="Transcript">Where the dialogues are written down; null: nowhere.</param>
internal sealed record MailLink(int MaxConnections, TimeSpan Timeout, X509Certificate2? Certificate, TextWriter? Transcript);
