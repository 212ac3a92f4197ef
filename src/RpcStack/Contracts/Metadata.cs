using System.Buffers;
using System.Collections;

namespace RpcStack;

/// <summary>Names and values beside a request or response. Names are lower-case ASCII; a name may stand several times.</summary>
public sealed class Metadata : IReadOnlyList<KeyValuePair<string, string>>
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    private readonly List<KeyValuePair<string, string>> _entries = [];

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public KeyValuePair<string, string> this[int index] => _entries[index];

    /// <summary>The first value under <paramref name="name"/>, or null.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (KeyValuePair<string, string> entry in _entries)
                if (entry.Key == name) return entry.Value;
            return null;
        }
    }

    /// <summary>Adds an entry.</summary>
    /// <param name="name">Letters a-z, digits, and <c>- _ .</c></param>
    /// <param name="value">Any text.</param>
    /// <exception cref="ArgumentException">The name holds another character, or none.</exception>
    public void Add(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        if (!IsName(name)) throw new ArgumentException($"'{name}' is not a metadata name (a-z 0-9 - _ .).", nameof(name));
        _entries.Add(new(name, value));
    }

    internal static bool IsName(ReadOnlySpan<char> name) =>
        !name.IsEmpty && !name.ContainsAnyExcept(NameCharacters);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
