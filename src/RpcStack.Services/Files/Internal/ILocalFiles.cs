namespace RpcStack.Services.Files;

/// <summary>Files that the system itself can send, without their octets passing through this process.</summary>
internal interface ILocalFiles
{
    /// <summary>Where a file is on this machine, or null where it is not.</summary>
    /// <exception cref="FileFault">There is no such file.</exception>
    string? Locate(string path);
}
