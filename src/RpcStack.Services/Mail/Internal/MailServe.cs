using System.Net;

namespace RpcStack.Services.Mail;

/// <summary>Serves one connection, or, where it is one too many, says so.</summary>
internal delegate Task MailServe(LineConnection connection, IPAddress client, bool isTooMany, CancellationToken stopping);
