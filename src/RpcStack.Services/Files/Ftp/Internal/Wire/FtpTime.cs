using System.Globalization;

namespace RpcStack.Services.Files.Ftp;

/// <summary>Points in time as MDTM and MLSx write them, in UTC: YYYYMMDDHHMMSS.sss (RFC 3659 §2.3).</summary>
internal static class FtpTime
{
    internal static string Format(DateTimeOffset time) => time.ToUniversalTime().ToString(
        time.Millisecond == 0 ? "yyyyMMddHHmmss" : "yyyyMMddHHmmss.fff", CultureInfo.InvariantCulture);

    internal static bool TryParse(string text, out DateTimeOffset time)
    {
        string[] formats = ["yyyyMMddHHmmss", "yyyyMMddHHmmss.FFFFFFF"];
        return DateTimeOffset.TryParseExact(
            text,
            formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out time);
    }
}
