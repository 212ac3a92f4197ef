using System.Security.Cryptography;

namespace RpcStack.Services.Mail.Store;

/// <summary>Names of messages in the queue, which sort in the order in which they came.</summary>
internal static class QueueId
{
    private const int Length = 32;

    private static long _last;

    public static string Next()
    {
        long last;
        long next;
        do
        {
            last = Interlocked.Read(ref _last);
            // Later than the one before, also within a tick, and where the clock was set back.
            next = Math.Max(DateTime.UtcNow.Ticks, last + 1);
        }
        while (Interlocked.CompareExchange(ref _last, next, last) != last);
        return $"{next:x16}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
    }

    public static bool Is(string name) => name.Length == Length && name.All(char.IsAsciiHexDigitLower);
}
