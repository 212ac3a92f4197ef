using System.CommandLine.Parsing;

namespace RpcStack.Cli.Transferring;

/// <summary>Where a file or directory is: <c>ftp://user:password@host:port/path</c>, <c>rpc+tcp://host:port/path</c>.</summary>
/// <param name="Scheme">The way to get there.</param>
/// <param name="Host">The host.</param>
/// <param name="Port">The port, or -1 for the usual one.</param>
/// <param name="User">Who asks; "" for anybody.</param>
/// <param name="Password">Their password.</param>
/// <param name="Path">The path there; FTP's begins where the user is after logging in.</param>
internal sealed record FileUri(string Scheme, string Host, int Port, string User, string Password, string Path)
{
    private static readonly string[] Schemes = ["ftp", "ftpes", "ftps", "rpc+tcp", "rpc+tls", "grpc", "grpcs"];

    public bool IsGrpc => Scheme.StartsWith("grpc", StringComparison.Ordinal);

    public bool IsRpc => Scheme.StartsWith("rpc+", StringComparison.Ordinal);

    /// <summary>The name at the path's end, or "" for a directory's.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public static FileUri? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0)
        {
            result.AddError($"'{text}' is not a URI such as ftp://host/path, rpc+tcp://host:port/path or grpc://host:port/path.");
            return null;
        }

        if (!Schemes.Contains(uri.Scheme))
        {
            result.AddError($"'{uri.Scheme}' is no way to reach files; there are: {string.Join(", ", Schemes)}.");
            return null;
        }

        string[] login = uri.UserInfo.Split(':', 2);
        return new FileUri(
            uri.Scheme,
            uri.DnsSafeHost,
            uri.Port,
            Uri.UnescapeDataString(login[0]),
            login.Length == 2 ? Uri.UnescapeDataString(login[1]) : "",
            Uri.UnescapeDataString(uri.AbsolutePath));
    }

    public override string ToString() => $"{Scheme}://{Host}{(Port < 0 ? "" : $":{Port}")}{Path}";
}
