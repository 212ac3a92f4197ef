extern alias Generator;

using System.Text;
using Generator::RpcStack.Generators.FrontEnds;
using Generator::RpcStack.Generators.Idl;
using Generator::RpcStack.Generators.Xdr;
using Microsoft.CodeAnalysis;

namespace RpcStack.Cli.Idl.Format;

/// <summary>An interface file as it is and as it should look.</summary>
internal sealed class FormattedFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _path;
    private readonly Encoding _encoding;
    private readonly string _formatted;

    private FormattedFile(string path, Encoding encoding, string text, string formatted)
    {
        (_path, _encoding, _formatted) = (path, encoding, formatted);
        IsChanged = text != formatted;
    }

    /// <summary>Whether it does not look as it should.</summary>
    public bool IsChanged { get; }

    /// <summary>Reads a file and lays it out, but does not write it.</summary>
    /// <exception cref="SourceException">It cannot be read as the language that its name says.</exception>
    public static FormattedFile Read(string path)
    {
        (string text, Encoding encoding) = Decode(File.ReadAllBytes(path));
        ParsedFile parsed = FrontEnd.Parse(new IdlFile(path, text, ""));
        IEnumerable<Mistake> mistakes = parsed is XdrSyntax xdr ? xdr.Mistakes : ((IdlSyntax)parsed).Mistakes;
        string[] errors =
        [
            .. mistakes.Select(mistake => mistake.ToDiagnostic())
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(diagnostic => diagnostic.ToString()),
        ];
        if (errors.Length > 0) throw new SourceException(errors);
        return new(path, encoding, text, Formatter.Format(text, isXdr: parsed is XdrSyntax));
    }

    /// <summary>Writes it as it should look.</summary>
    public void Write() => File.WriteAllText(_path, _formatted, _encoding);

    // Old files have comments in encodings that nobody names; one octet for each character loses none of them.
    private static (string Text, Encoding Encoding) Decode(byte[] octets)
    {
        try
        {
            return (Utf8.GetString(octets), Utf8);
        }
        catch (DecoderFallbackException)
        {
            return (Encoding.Latin1.GetString(octets), Encoding.Latin1);
        }
    }
}
