namespace RpcStack.Services.Files.Ftp;

/// <summary>Somebody who may log in, and the files that they see.</summary>
/// <param name="Name">The name.</param>
/// <param name="Password">The password; null lets everybody in, whatever they say.</param>
/// <param name="Files">The files; <see cref="ReadOnlyFiles"/> for those who may only read.</param>
public sealed record FtpUser(string Name, string? Password, IFileTransfer Files)
{
    /// <summary>Everybody, by the name of <c>anonymous</c> or <c>ftp</c> (RFC 1635).</summary>
    /// <param name="files">What they see.</param>
    public static FtpUser Anonymous(IFileTransfer files) => new("anonymous", null, files);

    /// <summary>The name, without the password.</summary>
    public override string ToString() => Name;
}
