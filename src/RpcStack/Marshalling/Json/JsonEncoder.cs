using System.Text.Json;

namespace RpcStack.Marshalling;

/// <summary>Writes JSON.</summary>
/// <param name="json">What to write to.</param>
/// <param name="shape">The shape of the value that comes first.</param>
public ref partial struct JsonEncoder(Utf8JsonWriter json, Shape shape) : IEncoder
{
    private readonly Utf8JsonWriter _json = json;
    private Shape _shape = shape; // of the scalar that comes next
    private bool _isName; // the text that comes next is the name of an entry
    private int _depth;

    /// <inheritdoc/>
    public readonly void WriteReference<T>(T value) where T : class, IContract<T> => References.Add(null, value);

    private void Enter()
    {
        if (++_depth > Refuse.Depth) Refuse.TooDeep();
    }
}
