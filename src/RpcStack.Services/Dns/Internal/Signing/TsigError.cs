namespace RpcStack.Services.Dns.Signing;

/// <summary>Why a signature was not accepted (RFC 8945 §3).</summary>
internal enum TsigError : ushort
{
    None = 0,
    BadSignature = 16,
    BadKey = 17,
    BadTime = 18,
}
