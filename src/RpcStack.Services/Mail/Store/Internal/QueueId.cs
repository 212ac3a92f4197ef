namespace RpcStack.Services.Mail.Store;

/// <summary>Names of messages in the queue, in the order in which they came.</summary>
internal static class QueueId
{
    private const int Length = 32;

    public static string Next() => Guid.CreateVersion7().ToString("N");

    public static bool Is(string name) => name.Length == Length && name.All(char.IsAsciiHexDigitLower);
}
