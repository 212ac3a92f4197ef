using RpcStack.Generators.Emit;

namespace RpcStack.Generators.FrontEnds;

/// <summary>
/// A comment as C# documentation: its first paragraph is the summary, others are remarks; <c>@param</c> and
/// <c>@return</c> begin what they begin in Java and Doxygen.
/// </summary>
internal sealed class DocText
{
    private readonly List<string> _paragraphs = [];
    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);
    private string _returns = "";

    private DocText()
    {
    }

    public static DocText Parse(string comment)
    {
        var doc = new DocText();
        List<string> lines = [];
        foreach (string line in comment.Split('\n'))
        {
            string text = line.Trim();
            if (text.Length == 0 || IsTag(text))
            {
                doc.Add(lines);
                lines.Clear();
            }

            if (text.Length > 0) lines.Add(text);
        }

        doc.Add(lines);
        return doc;
    }

    /// <summary>What is said of a parameter under its name in the file, or nothing.</summary>
    public string Parameter(string name) => _parameters.TryGetValue(name, out string text) ? text : "";

    /// <summary>Writes summary and remarks.</summary>
    public void Write(DeclarationWriter writer)
    {
        if (_paragraphs.Count > 0) Element(writer, "summary", "", _paragraphs[0]);
        if (_paragraphs.Count > 1)
            Element(writer, "remarks", "", string.Join("\n", _paragraphs.Skip(1).Select(text => $"<para>{text}</para>")));
    }

    /// <summary>Writes what is returned.</summary>
    public void WriteReturns(DeclarationWriter writer)
    {
        if (_returns.Length > 0) Element(writer, "returns", "", _returns);
    }

    /// <summary>Writes what a parameter is.</summary>
    public static void WriteParameter(DeclarationWriter writer, string name, string text)
    {
        if (text.Length > 0) Element(writer, "param", $" name=\"{name.TrimStart('@')}\"", text);
    }

    /// <summary>Text that stands in documentation, as it is.</summary>
    public static string Escape(string text) => SourceWriter.Comment(string.Join("\n", Clean(text)));

    private static bool IsTag(string text) => text[0] is '@' or '\\';

    private static IEnumerable<string> Clean(string text) =>
        text.Split('\n').Select(line => string.Concat(line.Trim().Where(c => !char.IsControl(c))));

    private void Add(List<string> lines)
    {
        if (lines.Count == 0) return;
        string text = Escape(string.Join("\n", lines));
        if (!IsTag(text))
        {
            _paragraphs.Add(text);
            return;
        }

        string tag = new([.. text.Skip(1).TakeWhile(char.IsLetter)]);
        string rest = text.Substring(tag.Length + 1).Trim();
        if (tag is "return" or "returns") _returns = rest;
        else if (tag == "param") AddParameter(rest);
        else if (tag == "brief") _paragraphs.Insert(0, rest);
        else _paragraphs.Add(text);
    }

    private void AddParameter(string text)
    {
        string name = new([.. text.TakeWhile(c => !char.IsWhiteSpace(c))]);
        _parameters[name] = text.Substring(name.Length).Trim();
    }

    private static void Element(DeclarationWriter writer, string name, string attributes, string text)
    {
        string[] lines = text.Split('\n');
        if (lines.Length == 1 && text.Length < 80)
        {
            writer.Line($"/// <{name}{attributes}>{text}</{name}>");
            return;
        }

        writer.Line($"/// <{name}{attributes}>");
        foreach (string line in lines) writer.Line($"/// {line}");
        writer.Line($"/// </{name}>");
    }
}
