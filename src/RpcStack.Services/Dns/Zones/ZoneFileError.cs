namespace RpcStack.Services.Dns.Zones;

/// <summary>What is wrong with a zone file, and where.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Problem">What is wrong there.</param>
public sealed record ZoneFileError(string File, int Line, int Column, string Problem)
{
    /// <summary>The error as editors understand it: <c>zone.db(12,8): …</c>.</summary>
    public override string ToString() => $"{File}({Line},{Column}): {Problem}";
}
