using System.Text.Json;

namespace RpcStack.Marshalling;

/// <summary>Reads JSON.</summary>
/// <remarks>
/// The reader stands on the first token of the value that is asked for next, and is left on its last one.
/// </remarks>
public ref partial struct JsonDecoder : IDecoder
{
    private Utf8JsonReader _json;
    private Input _in; // keeps account of depth and memory; the reader reads
    private Shape _shape; // of the scalar that comes next
    private string? _field; // the last field entered, for people

    /// <summary>Begins to read.</summary>
    /// <param name="body">The text, in UTF-8.</param>
    /// <param name="shape">The shape of the value that is asked for first.</param>
    /// <param name="limits">What it may cost.</param>
    public JsonDecoder(ReadOnlySpan<byte> body, Shape shape, MarshallingLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        // A union and a map's entry take two of JSON's levels.
        int depth = 2 * Math.Min(limits.MaxDepth, 1 << 20) + 8;
        _json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = depth });
        _in = new Input(body, limits);
        _shape = shape;
        Advance();
    }

    /// <inheritdoc/>
    public readonly T ReadReference<T>() where T : class, IContract<T> => References.Get<T>(null, 0);

    /// <inheritdoc/>
    public void Charge(long bytes) => _in.Charge(bytes);

    /// <inheritdoc/>
    public readonly MarshalException Malformed(string expected) =>
        new($"Expected {expected}{(_field is null ? "" : $" in {_field}")}", _json.TokenStartIndex);

    /// <summary>Checks that nothing follows the value.</summary>
    /// <exception cref="MarshalException">More text follows.</exception>
    public void End()
    {
        if (TryAdvance()) throw Malformed("the end of the text");
    }

    private void Advance()
    {
        if (!TryAdvance()) throw Malformed("a value");
    }

    private bool TryAdvance()
    {
        try
        {
            return _json.Read();
        }
        catch (JsonException malformed)
        {
            throw new MarshalException($"Expected JSON: {malformed.Message}", _json.BytesConsumed);
        }
    }

    private void Skip()
    {
        try
        {
            _json.Skip();
        }
        catch (JsonException malformed)
        {
            throw new MarshalException($"Expected JSON: {malformed.Message}", _json.BytesConsumed);
        }
    }

    private readonly void Expect(JsonTokenType token, string expected)
    {
        if (_json.TokenType != token) throw Malformed(expected);
    }

    /// <summary>Checks that the reader stands on text with well-formed escapes, for those who throw otherwise.</summary>
    private void ExpectText(string expected)
    {
        Expect(JsonTokenType.String, expected);
        if (_json.ValueIsEscaped) Text(expected);
    }

    /// <summary>The text, or the name, that the reader stands on.</summary>
    private string Text(string expected)
    {
        if (_json.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName)) throw Malformed(expected);
        _in.Charge(22 + 2L * _json.ValueSpan.Length);
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Malformed($"{expected} in well-formed UTF-8");
        }
    }
}
