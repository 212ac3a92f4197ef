using System.Text;
using System.Text.Json;
using RpcStack.Marshalling;

namespace RpcStack.Cli.Calling;

/// <summary>Reads an operation's parameters from JSON.</summary>
internal static class JsonArguments
{
    /// <summary>Reads them.</summary>
    /// <exception cref="CliException">The text is no JSON, or not this operation's; it says where.</exception>
    public static TRequest Read<TRequest>(Marshaller<TRequest> marshaller, string json)
    {
        byte[] text = Encoding.UTF8.GetBytes(json);
        try
        {
            TRequest request = JsonFormat.Instance.Decode(text, marshaller, MarshallingLimits.Default);
            CheckNames(text, (MessageShape)marshaller.Shape);
            return request;
        }
        catch (MarshalException malformed)
        {
            throw new CliException($"the JSON argument: {malformed.Message}", ExitCode.Usage, malformed);
        }
    }

    // The format skips what it does not know, as an old peer must. Of a person it is a slip of the pen.
    private static void CheckNames(byte[] json, MessageShape shape)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        string[] names = [.. shape.Fields.Select(field => field.Name)];
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            if (names.Contains(property.Name, StringComparer.OrdinalIgnoreCase)) continue;
            throw new CliException(
                $"the JSON argument: there is no field '{property.Name}'; there are: {string.Join(", ", names)}",
                ExitCode.Usage);
        }
    }
}
