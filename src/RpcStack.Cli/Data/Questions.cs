using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Cli.Data;

/// <summary>Files with a question on each line: a name and a type. <c>#</c> begins a comment.</summary>
internal static class Questions
{
    private const string Sample = "zones/names.txt";

    public static IReadOnlyList<Question> Samples() => Parse(Resources.Read(Sample), Sample);

    public static IReadOnlyList<Question> Load(FileInfo file) => file.Exists
        ? Parse(File.ReadAllText(file.FullName), file.ToString())
        : throw new CliException($"{file}: there is no such file");

    /// <summary>A question for every set of records that the zones hold.</summary>
    public static IReadOnlyList<Question> About(ZoneStore zones) =>
    [
        .. zones.Zones.SelectMany(zone => zone.RecordSets)
            .Select(set => new Question(set.Owner.ToString(), set.Type))
            .OrderBy(question => question.ToString(), StringComparer.Ordinal),
    ];

    private static List<Question> Parse(string text, string fileName)
    {
        List<Question> questions = [];
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            string[] words = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0) continue;
            questions.Add(Parse(words) ?? throw new CliException(
                $"{fileName}({number},1): '{line.Trim()}' is no question; write one like www.example.org A"));
        }

        return questions.Count > 0 ? questions : throw new CliException($"{fileName}: there is no question in it");
    }

    private static Question? Parse(string[] words)
    {
        if (words is not [string name, string mnemonic]) return null;
        if (!DnsRecordTypeText.TryParse(mnemonic, out DnsRecordType type)) return null;
        try
        {
            DomainName.Parse(name);
        }
        catch (FormatException)
        {
            return null;
        }

        return new Question(name, type);
    }
}
