using System.Text.Encodings.Web;
using System.Text.Unicode;
using AfterSales.Api;
using AfterSales.Api.Wording;

namespace AfterSales.Registers;

/// <summary>Something that stands in a cell: text as it is, or a word in the reader's language.</summary>
/// <param name="IsWord"><paramref name="Text"/> is the key of a word.</param>
/// <param name="Path">Where more of it stands, below the service's address; null where it leads nowhere.</param>
internal readonly record struct Cell(string Text, bool IsWord = false, string? Path = null)
{
    public static Cell Word<T>(T value) where T : struct, Enum => new($"{typeof(T).Name}.{value}", IsWord: true);

    public static implicit operator Cell(string? text) => new(text ?? "");
}

/// <summary>A register as a page: plain HTML without a script, laid out for paper.</summary>
/// <param name="Title">The key of its heading.</param>
/// <param name="Of">Whose it is, and of which days.</param>
/// <param name="Facts">What is said of it in pairs: the key of the label, and the values, one a line.</param>
/// <param name="Columns">The keys of the table's headings; none: no table.</param>
/// <param name="IsCut">There is more than a page of this length shows.</param>
internal sealed record RegisterPage(
    string Title, string Of, IReadOnlyList<(string Label, IReadOnlyList<Cell> Values)> Facts, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows,
    bool IsCut = false)
{
    private static readonly WordList Words = new("AfterSales.Registers.Registers");

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Many columns need the long side of the sheet.</summary>
    public PaperKind Paper => Columns.Count > 7 ? PaperKind.Wide : PaperKind.Page;

    public string TitleIn(string language) => $"{Words.Get(Title, language)} – {Of}";

    /// <param name="root">What stands before the paths of this service.</param>
    public string Body(string language, string root) => $"""
        <h1>{Say(Title, language)}</h1>
        <p class="of">{Html(Of)}</p>
        {(Facts.Count == 0 ? "" : $"<dl>{string.Concat(Facts.Select(fact => $"<dt>{Say(fact.Label, language)}</dt><dd>{string.Join("<br>", fact.Values.Select(value => Show(value, language, root)))}</dd>"))}</dl>")}
        {(Columns.Count == 0 ? "" : Table(language, root))}
        """;

    private string Table(string language, string root) => $"""
        <table>
        <thead><tr>{string.Concat(Columns.Select(column => $"<th scope=\"col\">{Say(column, language)}</th>"))}</tr></thead>
        <tbody>
        {string.Join('\n', Rows.Select(row => $"<tr>{string.Concat(row.Select((cell, i) => $"<td{(Columns[i] == "Number" ? " class=\"number\"" : "")}>{Show(cell, language, root)}</td>"))}</tr>"))}
        </tbody>
        </table>
        {(Rows.Count == 0 ? $"<p>{Say("Empty", language)}</p>" : IsCut ? $"<p role=\"note\">{Say("Cut", language)}</p>" : "")}
        """;

    private static string Show(Cell cell, string language, string root)
    {
        var text = cell.IsWord ? Say(cell.Text, language) : Html(cell.Text).ReplaceLineEndings("<br>");
        return cell.Path is { } path ? $"""<a href="{Html(root + path)}">{text}</a>""" : text;
    }

    private static string Say(string key, string language) => Html(Words.Get(key, language));

    private static string Html(string text) => string.Join('\n', text.Split('\n').Select(Encoder.Encode));
}
