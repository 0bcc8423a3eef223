using System.Text;
using AfterSales.Imports;
using AfterSales.Imports.Rules;

namespace AfterSales.Tests.Imports;

public sealed class ListFileTests
{
    private const string Text = "编号;姓名;电话;Ciudad\r\nR-1;王伟;138 0013 9001;上海\r\nR-2;\"José; \"\"Pepe\"\"\r\nPeña\";612345678;Alcalá\r\n";

    static ListFileTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", true, "ES", ListEncoding.Utf8)]
    [InlineData("utf-8", false, "ES", ListEncoding.Utf8)]
    [InlineData("utf-16", true, "ES", ListEncoding.Utf16)]
    [InlineData("utf-16", false, "ES", ListEncoding.Utf16)]
    [InlineData("utf-16BE", true, "ES", ListEncoding.Utf16)]
    [InlineData("GB18030", false, "CN", ListEncoding.Gb18030)]
    public async Task A_list_is_read_in_its_encoding(string name, bool hasMark, string country, ListEncoding encoding)
    {
        var file = await Open(name, Text, hasMark, country);
        Assert.Equal((encoding, ListSeparator.Semicolon), (file.Shape.Encoding, file.Shape.Separator));
        Assert.Equal(["reference", "name", "phones", "city"], file.Shape.Columns);
        var rows = await file.Rows().ToListAsync();
        Assert.Equal(["王伟", "José; \"Pepe\"\r\nPeña"], rows.Select(row => row["name"]));
        Assert.Equal([2, 3], rows.Select(row => row.Line));
        Assert.All(rows, row => Assert.Null(row.Problem));
    }

    [Fact]
    public async Task A_Spanish_spreadsheets_own_encoding_is_known_by_the_branchs_country()
    {
        var file = await Open("windows-1252", "Nombre,Teléfono\nJosé Peña,612345678\n", false, "ES");
        Assert.Equal(ListEncoding.Windows1252, file.Shape.Encoding);
        Assert.Equal("José Peña", (await file.Rows().SingleAsync())["name"]);
    }

    [Theory]
    [InlineData("Name,Phone\nAna,1\n", ListSeparator.Comma)]
    [InlineData("Nombre;Teléfono\nAna;1\n", ListSeparator.Semicolon)]
    [InlineData("姓名\t电话\n王伟\t1\n", ListSeparator.Tab)]
    public async Task Separators_are_found_out_and_headers_known_in_three_languages(string text, ListSeparator separator)
    {
        var file = await Open("utf-8", text, false, "ES");
        Assert.Equal(separator, file.Shape.Separator);
        Assert.Equal(["name", "phones"], file.Shape.Columns);
    }

    [Fact]
    public async Task A_line_of_separators_alone_is_no_row()
    {
        var file = await Open("utf-8", "姓名;电话;编号\n王伟;1;\n;;\n ; ;\n李娜;2;\n;;\n", false, "CN");
        Assert.Equal([(2, "王伟"), (5, "李娜")], (await file.Rows().ToListAsync()).Select(row => (row.Line, row["name"])));
    }

    [Fact]
    public async Task A_chosen_mapping_wins_over_the_guess_and_unknown_columns_are_left_out()
    {
        var mapping = new ColumnMapping([new("Alias", "name"), new("Nota", "phones")]);
        var file = await Open("utf-8", "Alias;Nombre;Nota;Color\nPepe;José;612345678;rojo\n", false, "ES", mapping);
        Assert.Equal(["name", null, "phones", null], file.Shape.Columns);
        Assert.Equal("Pepe", (await file.Rows().SingleAsync())["name"]);
        Assert.Equal(["Nombre", "Color"], file.Shape.NotTaken);
    }

    [Fact]
    public async Task A_chosen_header_is_known_however_it_is_spaced_and_where_a_list_does_not_have_it_its_column_is_guessed()
    {
        var mapping = new ColumnMapping([new("Alias del cliente", "name")]);
        Assert.Equal(["name", "phones"], (await Open("utf-8", "ALIAS  DEL-CLIENTE;Teléfono\nPepe;612345678\n", false, "ES", mapping)).Shape.Columns);
        Assert.Equal(["name", "phones"], (await Open("utf-8", "Nombre;Teléfono\nPepe;612345678\n", false, "ES", mapping)).Shape.Columns);
    }

    [Theory]
    [InlineData("", "HEADER_REQUIRED")]
    [InlineData("\uFEFF", "HEADER_REQUIRED")]
    [InlineData("\r\n\r\n", "HEADER_REQUIRED")]
    [InlineData("name;name;phone\nAna;Ana;1\n", "REPEATED_COLUMN")]
    [InlineData("colour;size\nred;1\n", "COLUMN_REQUIRED")]
    [InlineData("name;Nombre\nAna;Ana\n", "REPEATED_COLUMN")]
    public async Task A_list_whose_header_says_too_little_or_too_much_is_not_taken(string text, string code) =>
        Assert.Equal(code, Assert.Single((await Open("utf-8", text, false, "ES")).Issues).Code);

    [Theory]
    [InlineData("name,phone\nAna\n", "FIELDS_DO_NOT_FIT_HEADER")]
    [InlineData("name,phone\nAna,1,2\n", "FIELDS_DO_NOT_FIT_HEADER")]
    [InlineData("name,phone\n\"Ana,1\n", "FIELDS_DO_NOT_FIT_HEADER", "QUOTES_DO_NOT_MATCH")]
    [InlineData("name,phone\n\"A\"na,1\n", "QUOTES_DO_NOT_MATCH")]
    [InlineData("name,phone\n\uFFFDna,1\n", "WRONG_ENCODING")]
    public async Task A_row_that_can_not_be_read_says_why(string text, params string[] problems) =>
        Assert.Contains((await (await Open("utf-8", text, false, "ES")).Rows().SingleAsync()).Problem, problems);

    [Fact]
    public async Task A_row_longer_than_any_can_be_ends_the_list_and_says_so()
    {
        var file = await Open("utf-8", $"name,phone\nAna,1\n\"{new string('x', 20_000_000)}\nEva,2\n", false, "ES");
        Assert.Equal([(2, null), (3, "TOO_LONG_REST_NOT_READ")], (await file.Rows().ToListAsync()).Select(row => (row.Line, row.Problem)));
        Assert.Equal("HEADER_TOO_LONG", Assert.Single((await Open("utf-8", new string('x', 20_000_000), false, "ES")).Issues).Code);
    }

    [Fact]
    public async Task The_apostrophe_before_a_formula_is_read_away_and_any_other_stays()
    {
        var file = await Open("utf-8", "name,phone\n'=1+1,'+34612345678\n'tis,1\n", false, "ES");
        var rows = await file.Rows().ToListAsync();
        Assert.Equal(("=1+1", "+34612345678"), (rows[0]["name"], rows[0]["phones"]));
        Assert.Equal("'tis", rows[1]["name"]);
    }

    [Fact]
    public async Task Holidays_come_out_of_a_calendar_file_those_of_several_days_and_those_that_come_again_too()
    {
        const string Calendar = """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:test
            BEGIN:VEVENT
            UID:1
            DTSTART;VALUE=DATE:20261001
            DTEND;VALUE=DATE:20261004
            SUMMARY:国庆节
            END:VEVENT
            BEGIN:VEVENT
            UID:2
            DTSTART;VALUE=DATE:20260106
            RRULE:FREQ=YEARLY
            SUMMARY:Epifanía
            END:VEVENT
            BEGIN:VEVENT
            UID:3
            DTSTART:20260110T100000Z
            DTEND:20260110T110000Z
            SUMMARY:A meeting
            END:VEVENT
            END:VCALENDAR
            """;
        var file = await Open("utf-8", Calendar, false, "ES", list: ListKind.Calendar);
        Assert.Empty(file.Issues);
        var days = (await file.Rows().ToListAsync()).ConvertAll(row => $"{row["date"]} {row["name"]}");
        Assert.Equal(["2026-01-06 Epifanía", "2026-10-01 国庆节", "2026-10-02 国庆节", "2026-10-03 国庆节", "2027-01-06 Epifanía", "2028-01-06 Epifanía"], days);
        Assert.Equal("NO_WHOLE_DAYS", Assert.Single((await Open("utf-8", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", false, "ES", list: ListKind.Calendar)).Issues).Code);
    }

    [Fact]
    public void Every_column_has_words_in_three_languages_and_is_known_by_each()
    {
        foreach (var list in Enum.GetValues<ListKind>())
        {
            foreach (var language in AfterSales.Api.Wording.WordList.Languages)
            {
                foreach (var column in ListColumns.Of(list))
                {
                    Assert.NotNull(ColumnWords.Words.Find(column.Name, language));
                    Assert.Equal(column.Name, ColumnWords.Guess(list, ColumnWords.Header(column.Name, language)));
                }
            }
        }
    }

    private static async Task<ListFile> Open(string encoding, string text, bool hasMark, string country, ColumnMapping? mapping = null, ListKind list = ListKind.Customers)
    {
        var named = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. hasMark ? named.GetPreamble() : [], .. named.GetBytes(text)];
        return await ListFile.Open(new MemoryStream(bytes), list, mapping ?? ColumnMapping.Guessed, country);
    }
}
