using System.Text;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Cli.Dns;

/// <summary>A record as a line in columns, as BIND's tools print it.</summary>
internal static class RecordLine
{
    private const int TabWidth = 8;
    private const int TimeColumn = 24;
    private const int ClassColumn = 32;
    private const int TypeColumn = 40;
    private const int DataColumn = 48;

    public static string Of(ResourceRecord record)
    {
        var line = new StringBuilder(record.Name.ToString());
        int column = line.Length;
        Append(line, ref column, TimeColumn, $"{record.TimeToLive}");
        Append(line, ref column, ClassColumn, ClassOf(record.Class));
        Append(line, ref column, TypeColumn, record.Type.ToText());
        Append(line, ref column, DataColumn, record.Data.ToString());
        return line.ToString();
    }

    public static string Of(DnsQuestion question)
    {
        var line = new StringBuilder(";").Append(question.Name);
        // The mark of a comment does not count.
        int column = line.Length - 1;
        Append(line, ref column, ClassColumn, ClassOf(question.Class));
        Append(line, ref column, TypeColumn, question.Type.ToText());
        return line.ToString();
    }

    private static string ClassOf(DnsClass @class) => @class switch
    {
        DnsClass.Internet => "IN",
        DnsClass.Chaos => "CH",
        DnsClass.Any => "ANY",
        _ => $"CLASS{(ushort)@class}",
    };

    private static void Append(StringBuilder line, ref int column, int to, string text)
    {
        to = Math.Max(to, column + 1);
        int tabs = (to / TabWidth) - (column / TabWidth);
        line.Append('\t', tabs);
        if (tabs > 0) column = to / TabWidth * TabWidth;
        line.Append(' ', to - column).Append(text);
        column = to + text.Length;
    }
}
