namespace RpcStack.Services.Files.Ftp;

/// <summary>A data connection ended before its time.</summary>
internal sealed class BrokenTransferException(string message, Exception? cause = null) : IOException(message, cause);
