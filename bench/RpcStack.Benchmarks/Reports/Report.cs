using System.Globalization;
using System.Text.Json;
using RpcStack.Benchmarks.Workloads;
using Spectre.Console;

namespace RpcStack.Benchmarks.Reports;

/// <summary>Says what was measured as it comes, and keeps it for a file.</summary>
internal sealed class Report
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private const int FileWidth = 160;

    private readonly List<object> _figures = [];

    public Report()
    {
        // A file has no width to keep to.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = FileWidth;
    }

    /// <summary>How busy the machine is: of the last minute.</summary>
    public static string Load => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    public void Say(string text)
    {
        _figures.Add(new { Note = text });
        AnsiConsole.WriteLine(text);
    }

    /// <summary>A table of one workload; the first of the contenders is what the others are compared to.</summary>
    public void Add(Workload workload, string placement, IEnumerable<Figures> contenders)
    {
        Figures[] rows = [.. contenders];
        _figures.AddRange(rows);
        string unit = workload.IsLatency ? "p50 µs" : workload.IsDownload ? "MB/s" : "calls/s";
        string title = $"{workload.Name.ToUpperInvariant()}, {placement}: {workload.What} (load average {Load})";
        Table table = NewTable(
            title, "", unit, "min–max", "ratio to raw", "p99 µs", "CPU s/million", "B up/down", "allocated client/server");
        foreach (Figures row in rows)
        {
            Spread main = row.Main(workload);
            table.AddRow(
                row.Contender,
                Number(main.Median),
                $"{Number(main.Min)}–{Number(main.Max)}",
                Number(main.Median / rows[0].Main(workload).Median),
                row.P99Microseconds is { } p99 ? Number(p99.Median) : "",
                Number(row.ProcessorSecondsPerMillion),
                $"{Number(row.BytesSent)} / {Number(row.BytesReceived)}",
                $"{Number(row.ClientBytesAllocated)} / {Number(row.ServerBytesAllocated)}");
        }

        AnsiConsole.Write(table);
    }

    /// <summary>A table of anything else; its rows go to the file as they are.</summary>
    public void Add(string title, IReadOnlyList<string> columns, IReadOnlyList<(string Name, double[] Values)> rows)
    {
        Table table = NewTable(title, ["", .. columns]);
        foreach ((string name, double[] values) in rows) table.AddRow([name, .. values.Select(Number)]);
        _figures.AddRange(rows.Select(r => new { Title = title, r.Name, Columns = columns, r.Values }));
        AnsiConsole.Write(table);
    }

    public void Save(string file) => File.WriteAllText(file, JsonSerializer.Serialize(_figures, Indented));

    private static Table NewTable(string title, params string[] columns)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine(title);
        Table table = new Table().Border(TableBorder.Markdown);
        foreach (string column in columns) table.AddColumn(new TableColumn(column).NoWrap().RightAligned());
        return table;
    }

    /// <summary>Three digits, or all that stand before the point.</summary>
    private static string Number(double value) => value switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
