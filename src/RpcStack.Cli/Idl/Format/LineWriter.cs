using System.Text;

namespace RpcStack.Cli.Idl.Format;

/// <summary>Puts words into lines, and breaks a line that is too long where its parameters are.</summary>
internal sealed class LineWriter
{
    private const int Widest = 120;
    private const int Step = 2;
    private const int Continued = 2 * Step;

    private readonly StringBuilder _text = new();
    private readonly List<Atom> _line = [];
    private int _indent;

    /// <summary>Ends the line and begins another.</summary>
    /// <param name="depth">How deep it stands.</param>
    /// <param name="hasGap">Whether an empty line goes before.</param>
    public void Break(int depth, bool hasGap)
    {
        End();
        if (hasGap && _text.Length > 0) _text.Append('\n');
        _indent = depth * Step;
    }

    /// <summary>Appends to the line.</summary>
    public void Add(string text, bool hasSpace, bool isComment = false, Role role = Role.Plain) =>
        _line.Add(new(_line.Count > 0 && hasSpace ? " " + text : text, isComment, role));

    /// <summary>The whole text.</summary>
    public string Finish()
    {
        End();
        return _text.ToString();
    }

    private void End()
    {
        if (_line.Count == 0) return;
        int open = _line.FindIndex(atom => atom.Role == Role.Parameters);
        if (_indent + Width(0) > Widest && open >= 0) WriteList(open);
        else Write(_line, _indent);
        _line.Clear();
    }

    private void WriteList(int open)
    {
        int depth = 0;
        int start = 0;
        int end = open;
        for (; end < _line.Count; end++)
        {
            string text = _line[end].Text.TrimStart();
            if (text is "(" or "<") depth++;
            else if (text is ")" or ">" && --depth == 0) break;
            if (_line[end].IsComment || depth != 1 || (end != open && text != ",")) continue;
            // A comment behind a comma is about what stands before it.
            while (end + 1 < _line.Count && _line[end + 1].IsComment) end++;
            Write(_line[start..(end + 1)], start == 0 ? _indent : _indent + Continued);
            start = end + 1;
        }

        WriteTail(start, Math.Min(end + 1, _line.Count));
    }

    // What an operation raises follows its last parameter where both have room.
    private void WriteTail(int start, int close)
    {
        bool isFitting = _indent + Continued + Width(start) <= Widest;
        if (!isFitting) Write(_line[start..close], _indent + Continued);
        Write(_line[(isFitting ? start : close)..], _indent + Continued);
    }

    private int Width(int start) => _line.Skip(start).Where(atom => !atom.IsComment).Sum(atom => atom.Text.Length);

    private void Write(List<Atom> atoms, int indent)
    {
        if (atoms.Count == 0) return;
        string line = string.Concat(atoms.Select(atom => atom.Text)).TrimStart(' ');
        _text.Append(' ', indent).Append(line).Append('\n');
    }

    private readonly record struct Atom(string Text, bool IsComment, Role Role);
}
