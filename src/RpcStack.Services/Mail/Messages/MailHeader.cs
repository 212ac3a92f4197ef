namespace RpcStack.Services.Mail.Messages;

/// <summary>A field of a header (RFC 5322 §2.2).</summary>
/// <param name="Name">Its name; case does not matter.</param>
/// <param name="Value">Its value as it stands there, unfolded.</param>
public sealed record MailHeader(string Name, string Value)
{
    /// <summary>The value for people: with encoded words read (RFC 2047).</summary>
    public string Text => EncodedWord.Decode(Value);
}
