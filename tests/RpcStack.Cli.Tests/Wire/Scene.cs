namespace RpcStack.Cli.Tests.Wire;

/// <summary>Something that a client and a server do on the wire.</summary>
public enum Scene
{
    /// <summary>A name is looked up by UDP.</summary>
    Dns,

    /// <summary>And by TCP.</summary>
    DnsOverTcp,

    /// <summary>A mail is sent.</summary>
    Smtp,

    /// <summary>A file is listed, stored and fetched.</summary>
    FtpPassive,

    /// <summary>And where the server makes the data connections.</summary>
    FtpActive,

    /// <summary>A name is looked up by the native protocol, and a file written and read.</summary>
    Native,

    /// <summary>The same calls by gRPC.</summary>
    Grpc,

    /// <summary>Procedures of ONC RPC are called in datagrams.</summary>
    Onc,

    /// <summary>And by TCP.</summary>
    OncOverTcp,
}
