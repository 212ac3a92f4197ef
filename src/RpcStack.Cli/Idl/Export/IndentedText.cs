using System.Text;

namespace RpcStack.Cli.Idl.Export;

/// <summary>Source text, line by line.</summary>
internal sealed class IndentedText(int width)
{
    private readonly StringBuilder _text = new();
    private int _indent;

    public void Line(string line = "")
    {
        if (line.Length > 0) _text.Append(' ', _indent * width).Append(line);
        _text.Append('\n');
    }

    /// <summary>A line of its own between two paragraphs, but not after an opening brace.</summary>
    public void Gap()
    {
        if (_text.Length > 1 && _text[^2] != '{' && _text[^2] != '\n') Line();
    }

    public void Indent() => _indent++;

    public void Outdent() => _indent--;

    public override string ToString() => _text.ToString();
}
