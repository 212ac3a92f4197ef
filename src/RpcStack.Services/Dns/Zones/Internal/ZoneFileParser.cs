using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Services.Dns.Zones;

/// <summary>
/// Reads a master file entry by entry; after an error it goes on with the next, to report all of them at once.
/// </summary>
/// <param name="text">The file's text.</param>
/// <param name="fileName">What errors call it.</param>
/// <param name="files">Reads the files that it includes.</param>
/// <param name="records">Takes the records, of all files.</param>
internal sealed class ZoneFileParser(string text, string fileName, IZoneFiles files, ZoneRecords records)
{
    // A file that includes itself ends here.
    private const int MaxDepth = 16;

    private readonly TextLexer _lexer = new(text);
    private DomainName _origin = DomainName.Root;
    private DomainName? _owner;
    private int _depth;

    internal static Zone Parse(string text, string fileName, DomainName origin, IZoneFiles files)
    {
        var records = new ZoneRecords();
        var parser = new ZoneFileParser(text, fileName, files, records) { _origin = origin };
        parser.ReadEntries();
        return records.Build(fileName, parser._lexer.Line, parser._lexer.Column);
    }

    private void ReadEntries()
    {
        List<TextToken> tokens = [];
        bool more = true;
        while (more && records.TakesMore)
        {
            try
            {
                more = _lexer.ReadEntry(tokens);
                if (more) ReadEntry(tokens);
            }
            catch (TextException error)
            {
                records.Report(new ZoneFileError(fileName, error.Line, error.Column, error.Problem));
            }
        }
    }

    private void ReadEntry(List<TextToken> tokens)
    {
        var cursor = new TokenCursor(tokens, _origin, _lexer.Line, _lexer.Column);
        if (tokens[0] is not { IsQuoted: false } first || !first.Text.StartsWith('$'))
        {
            records.Read(cursor, _lexer.IsOwnerBlank, ref _owner);
        }
        else if (first.Text.Equals("$GENERATE", StringComparison.OrdinalIgnoreCase))
        {
            Generate(tokens);
        }
        else
        {
            ReadDirective(cursor);
            cursor.ExpectEnd();
        }
    }

    private void ReadDirective(TokenCursor cursor)
    {
        TextToken directive = cursor.Next("a directive");
        switch (directive.Text.ToUpperInvariant())
        {
            case "$ORIGIN":
                _origin = cursor.Name(cursor.Next("the origin"));
                break;
            case "$TTL":
                records.ReadDefaultTimeToLive(cursor);
                break;
            case "$INCLUDE":
                Include(cursor);
                break;
            default:
                throw directive.Failure(
                    $"the directive {directive.Shown} is not known; $ORIGIN, $TTL, $INCLUDE and $GENERATE are");
        }
    }

    // RFC 1035 §5.1: neither the included file's origin nor its last owner is the including one's.
    private void Include(TokenCursor cursor)
    {
        TextToken file = cursor.Next("a file name");
        DomainName origin = cursor.IsAtEnd ? _origin : cursor.Name(cursor.Next("the origin"));
        if (_depth == MaxDepth) throw file.Failure($"files are included more than {MaxDepth} deep");
        if (!files.TryRead(fileName, file.Text, out string path, out string content))
        {
            throw file.Failure($"the file {file.Shown} cannot be read: {content}");
        }

        var included = new ZoneFileParser(content, path, files, records)
        {
            _origin = origin,
            _owner = _owner,
            _depth = _depth + 1,
        };
        included.ReadEntries();
    }

    private void Generate(List<TextToken> tokens)
    {
        var generator = GeneratedEntries.Read(tokens, _lexer.Line, _lexer.Column);
        for (long number = generator.First; number <= generator.Last && records.TakesMore; number += generator.Step)
        {
            List<TextToken> entry = GeneratedEntries.Entry(tokens, number);
            var cursor = new TokenCursor(entry, _origin, _lexer.Line, _lexer.Column);
            records.Read(cursor, isOwnerBlank: false, ref _owner);
        }
    }
}
