using System.Text.Encodings.Web;
using System.Text.Json;

namespace RpcStack.Marshalling;

/// <summary>
/// JSON, for people and tools, not for connections: objects with the contract's own names, enumerations by name, octets
/// in base64, a union as <c>{"Case": {…}}</c>. Names are read in any case; what is missing or null has its default.
/// </summary>
public sealed class JsonFormat : WireFormat
{
    // The encoder's own limit is in levels of the value; a union and a map's entry take two of JSON's.
    private const int WriterDepth = 2 * Refuse.Depth + 8;

    private readonly JsonWriterOptions _options;

    private JsonFormat(bool indented) => _options = new JsonWriterOptions
    {
        Indented = indented,
        MaxDepth = WriterDepth,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // read by people, never pasted into HTML
        SkipValidation = true,
    };

    /// <summary>On one line.</summary>
    public static JsonFormat Instance { get; } = new(indented: false);

    /// <summary>On many lines.</summary>
    public static JsonFormat Indented { get; } = new(indented: true);

    /// <inheritdoc/>
    public override byte Id => 0;

    /// <inheritdoc/>
    public override string Name => "JSON";

    /// <inheritdoc/>
    public override void Encode<T>(
        ByteWriter writer, Marshaller<T> marshaller, in T value, IReferenceWriter? references = null)
    {
        ArgumentNullException.ThrowIfNull(marshaller);
        using var json = new Utf8JsonWriter(writer, _options);
        var encoder = new JsonEncoder(json, marshaller.Shape);
        marshaller.Encode(ref encoder, in value);
    }

    /// <inheritdoc/>
    public override T Decode<T>(
        ReadOnlySpan<byte> body,
        Marshaller<T> marshaller,
        MarshallingLimits limits,
        IReferenceReader? references = null)
    {
        ArgumentNullException.ThrowIfNull(marshaller);
        var decoder = new JsonDecoder(body, marshaller.Shape, limits);
        T? value = default;
        marshaller.Decode(ref decoder, ref value);
        decoder.End();
        return value;
    }
}
