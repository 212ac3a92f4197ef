using RpcStack.Cli.Data;

namespace RpcStack.Cli.Output;

/// <summary>The comparison as one page, whose script draws the document that it carries: what <c>--json</c> prints.</summary>
internal static class HtmlReport
{
    private const string Place = "/*document*/null";

    public static async Task WriteAsync(FileInfo file, ComparisonDocument document, CancellationToken cancel)
    {
        try
        {
            await File.WriteAllTextAsync(file.FullName, Make(document), cancel).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{file}: the report cannot be written: {failure.Message}", cause: failure);
        }
    }

    public static string Make(ComparisonDocument document)
    {
        // Within JSON a less-than sign stands in strings only; as it is, it could end the script.
        string data = ComparisonDocument.Serialize(document).Replace("<", "\\u003c", StringComparison.Ordinal);
        return Resources.Read("report/report.html").Replace(Place, data, StringComparison.Ordinal);
    }
}
