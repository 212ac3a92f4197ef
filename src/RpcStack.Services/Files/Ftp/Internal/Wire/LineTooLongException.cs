namespace RpcStack.Services.Files.Ftp;

/// <summary>The peer sends a line that does not end.</summary>
internal sealed class LineTooLongException() : IOException($"A line has more than {TelnetLine.MaxLength} octets.");
