using System.Globalization;

namespace RpcStack.Services.Mail;

/// <summary>A date-time as headers have it (RFC 5322 §3.3).</summary>
internal static class MailDate
{
    public static string Format(DateTimeOffset time)
    {
        string zone = time.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
        return $"{time.ToString("ddd, d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} {zone}";
    }
}
