namespace RpcStack.Services.Mail.Sasl;

/// <summary>What a server makes of a response: it asks on, or lets a user in, or does not.</summary>
internal readonly record struct SaslStep(byte[]? Challenge, string? User)
{
    public static SaslStep Refused => default;

    public static SaslStep Ask(byte[] challenge) => new(challenge, null);

    public static SaslStep Accept(string user) => new(null, user);
}
