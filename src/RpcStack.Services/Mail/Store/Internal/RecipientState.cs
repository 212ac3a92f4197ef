namespace RpcStack.Services.Mail.Store;

/// <summary>What became of a recipient, as one octet of the queue file.</summary>
internal static class RecipientState
{
    public const byte Pending = (byte)'.';

    public const byte Delivered = (byte)'D';

    public const byte Failed = (byte)'F';
}
