using System.Globalization;

namespace RpcStack.Services.Dns.Protocol;

/// <summary>
/// Seconds as zone files write them: <c>3600</c> or <c>1h30m</c>, the units w, d, h, m, s in either case.
/// </summary>
internal static class DurationText
{
    internal const string Expected = "seconds below 2^32, or a duration like 1d12h";

    internal const string ExpectedTimeToLive = "seconds below 2^31, or a duration like 1d12h";

    /// <summary>Reads a TTL, which has one bit less than other durations (RFC 2181 §8).</summary>
    internal static bool TryParseTimeToLive(ReadOnlySpan<char> text, out uint seconds) =>
        TryParse(text, out seconds) && seconds <= int.MaxValue;

    internal static bool TryParse(ReadOnlySpan<char> text, out uint seconds)
    {
        seconds = 0;
        ulong total = 0;
        while (!text.IsEmpty)
        {
            int digits = text.IndexOfAnyExceptInRange('0', '9');
            if (digits < 0) digits = text.Length;
            // Ten digits hold every number below 2^32, and keep the product far from overflowing.
            if (digits is 0 or > 10) return false;
            uint unit = digits == text.Length ? 1 : SecondsOf(text[digits]);
            if (unit == 0) return false;
            total += ulong.Parse(text[..digits], CultureInfo.InvariantCulture) * unit;
            if (total > uint.MaxValue) return false;
            text = text[Math.Min(digits + 1, text.Length)..];
            seconds = (uint)total;
            if (text.IsEmpty) return true;
        }

        return false;
    }

    private static uint SecondsOf(char unit) => char.ToLowerInvariant(unit) switch
    {
        's' => 1,
        'm' => 60,
        'h' => 60 * 60,
        'd' => 24 * 60 * 60,
        'w' => 7 * 24 * 60 * 60,
        _ => 0,
    };
}
