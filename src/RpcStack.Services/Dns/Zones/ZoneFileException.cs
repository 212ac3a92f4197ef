namespace RpcStack.Services.Dns.Zones;

/// <summary>A zone file that is none; it says everything that was found, each with its position.</summary>
public sealed class ZoneFileException : FormatException
{
    internal ZoneFileException(IReadOnlyList<ZoneFileError> errors) : base(string.Join('\n', errors)) =>
        Errors = errors;

    /// <summary>What is wrong, in the file's order.</summary>
    public IReadOnlyList<ZoneFileError> Errors { get; }
}
