using System.Text.Encodings.Web;
using System.Text.Json;
using RpcStack.Cli.Wire.Dissection;
using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Output;

/// <summary>Shows messages as one JSON document, as they come: <c>{"messages": […]}</c>.</summary>
internal sealed class MessageJson : IMessageWriter
{
    private readonly Utf8JsonWriter _json;
    private int _count;

    /// <summary>Begins the document.</summary>
    public MessageJson(Stream output)
    {
        _json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _json.WriteStartObject();
        _json.WriteStartArray("messages");
    }

    /// <inheritdoc/>
    public void Write(Message message)
    {
        _json.WriteStartObject();
        _json.WriteNumber("number", ++_count);
        _json.WriteNumber("flow", message.Flow.Number);
        _json.WriteString("transport", message.Flow.Transport == FlowTransport.Tcp ? "tcp" : "udp");
        _json.WriteString("client", message.Flow.Client.ToString());
        _json.WriteString("server", message.Flow.Server.ToString());
        _json.WriteString("from", message.From == Side.Client ? "client" : "server");
        _json.WriteNumber("time", message.Time);
        _json.WriteNumber("streamOffset", message.Offset);
        _json.WriteString("protocol", message.Protocol);
        _json.WriteString("summary", message.Summary);
        if (message.Root.Problem is { } problem) _json.WriteString("problem", problem);
        _json.WriteString("bytes", Convert.ToHexStringLower(message.Bytes.Span));
        WriteParts("fields", message.Root);
        _json.WriteEndObject();
        _json.Flush();
    }

    /// <summary>Ends the document.</summary>
    public void Dispose()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Dispose();
    }

    private void WriteParts(string name, Field field)
    {
        _json.WriteStartArray(name);
        foreach (Field part in field.Parts) Write(part);
        _json.WriteEndArray();
    }

    private void Write(Field field)
    {
        _json.WriteStartObject();
        _json.WriteNumber("offset", field.Offset);
        _json.WriteNumber("length", field.Length);
        _json.WriteString("name", field.Name);
        _json.WriteString("type", field.Type);
        if (field.Value is not null) _json.WriteString("value", field.Value);
        if (field.Contract is not null) _json.WriteString("contract", field.Contract);
        if (field.Problem is not null) _json.WriteString("problem", field.Problem);
        if (field.Inflated is { } inflated) _json.WriteString("inflated", Convert.ToHexStringLower(inflated.Span));
        if (field.Parts.Count > 0) WriteParts("parts", field);
        _json.WriteEndObject();
    }
}
