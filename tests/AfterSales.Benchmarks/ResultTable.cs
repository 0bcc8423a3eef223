using System.Globalization;

namespace AfterSales.Benchmarks;

/// <summary>The figures of a run, shown as they come and at the end as a table in Markdown.</summary>
internal sealed class ResultTable
{
    private static readonly string[] Columns =
        ["what", "database", "measured", "baseline", "ratio", "p50 ms", "p95 ms", "CPU ms: service", "database", "driver", "baseline's CPU ms"];

    private readonly List<string[]> _rows = [];

    /// <param name="measured">With its unit.</param>
    /// <param name="baseline">With its unit.</param>
    public void Add(string what, object database, string measured, string baseline, double? ratio, params ReadOnlySpan<string> more)
    {
        string[] row = [what, database.ToString()!, measured, baseline, ratio is { } known ? Of(known) : "–", .. more, .. Enumerable.Repeat("–", Columns.Length - 5 - more.Length)];
        _rows.Add(row);
        System.Console.Error.WriteLine(string.Join("  ", row));
    }

    public async Task Show(string command, Effort effort)
    {
        System.Console.WriteLine($"`{command}`\n\n{await Measured.Machine()}");
        foreach (var server in effort.Databases.Where(server => server.Length > 0)) System.Console.WriteLine(await Measured.Server(server));
        System.Console.WriteLine();
        string[][] lines = [Columns, ["---", "---", .. Enumerable.Repeat("---:", Columns.Length - 2)], .. _rows];
        foreach (var line in lines) System.Console.WriteLine($"| {string.Join(" | ", line)} |");
        System.Console.WriteLine();
    }

    public static string Of(double figure) => figure.ToString(figure >= 100 ? "F0" : "F2", CultureInfo.InvariantCulture);
}
