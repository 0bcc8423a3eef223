using AfterSales.Search;
using AfterSales.Search.Rules;

namespace AfterSales.Tests.Search;

public sealed class SearchRankingTests
{
    private static readonly SearchRow WangWei = SearchRow.Of(SearchKind.Customer, "c-1", "b-sh", "王伟", "南京西路 1266 号, 上海",
        phones: ["+8613800139001", "+862163216888"], codes: ["SH-1001"], words: ["wang.wei@example.com", "南京西路 1266 号", "上海"]);

    private static readonly SearchRow Jose = SearchRow.Of(SearchKind.Customer, "c-2", "b-mad", "José García Peña", "Calle de Alcalá 5, Madrid",
        phones: ["+34911234567"], codes: ["MAD/77"], words: ["Calle de Alcalá 5", "Madrid", "28014"]);

    private static readonly SearchRow Hotel = SearchRow.Of(SearchKind.Customer, "c-3", "b-sh", "上海和平酒店管理有限公司", names: ["曾国华", "Lü Bu"]);
    private static readonly SearchRow Zeng = SearchRow.Of(SearchKind.Customer, "c-4", "b-sh", "曾国藩");
    private static readonly SearchRow Lu = SearchRow.Of(SearchKind.Customer, "c-5", "b-sh", "吕布");
    private static readonly SearchRow OBrien = SearchRow.Of(SearchKind.Customer, "c-6", "b-mad", "Seán O'Brien");
    private static readonly SearchRow Washer = SearchRow.Of(SearchKind.InstalledProduct, "ip-1", "b-sh", "WM-8", "WM8-2408811", codes: ["WM8-2408811"]);
    private static readonly SearchRow Leak = SearchRow.Of(SearchKind.Ticket, "t-1", "b-sh", "SH-2611-00042", codes: ["SH-2611-00042"]);

    private static readonly Dictionary<string, SearchRow> Rows = new()
    {
        ["王伟"] = WangWei, ["José"] = Jose, ["酒店"] = Hotel, ["曾国藩"] = Zeng, ["吕布"] = Lu, ["O'Brien"] = OBrien, ["washer"] = Washer, ["ticket"] = Leak,
    };

    [Theory]
    [InlineData("王伟", "王", SearchMatch.Name)]
    [InlineData("王伟", "王伟", SearchMatch.Name)]
    [InlineData("王伟", "伟", SearchMatch.Name)]
    [InlineData("王伟", "w", SearchMatch.Pinyin)]
    [InlineData("王伟", "ww", SearchMatch.Initials)]
    [InlineData("王伟", "WW", SearchMatch.Initials)]
    [InlineData("王伟", "wang", SearchMatch.Pinyin)]
    [InlineData("王伟", "wangwei", SearchMatch.Pinyin)]
    [InlineData("王伟", "wang wei", SearchMatch.Pinyin)]
    [InlineData("王伟", "Wáng Wěi", SearchMatch.Pinyin)]
    [InlineData("王伟", "wang w", SearchMatch.Pinyin)]
    [InlineData("王伟", "ｗａｎｇ", SearchMatch.Pinyin)]
    [InlineData("王伟", "138 0013 9001", SearchMatch.Phone)]
    [InlineData("王伟", "+86 138-0013-9001", SearchMatch.Phone)]
    [InlineData("王伟", "008613800139001", SearchMatch.Phone)]
    [InlineData("王伟", "021 6321 6888", SearchMatch.Phone)]
    [InlineData("王伟", "(021) 6321", SearchMatch.PhonePart)]
    [InlineData("王伟", "6321 6888", SearchMatch.PhonePart)]
    [InlineData("王伟", "9001", SearchMatch.PhonePart)]
    [InlineData("王伟", "138", SearchMatch.PhonePart)]
    [InlineData("王伟", "sh-1001", SearchMatch.Code)]
    [InlineData("王伟", "SH1001", SearchMatch.Code)]
    [InlineData("王伟", "sh-10", SearchMatch.CodePart)]
    [InlineData("王伟", "南京西路", SearchMatch.Words)]
    [InlineData("王伟", "京西", SearchMatch.Words)]
    [InlineData("王伟", "西", SearchMatch.Words)]
    [InlineData("王伟", "nanjingxilu", SearchMatch.Words)]
    [InlineData("王伟", "南京 1266", SearchMatch.Words)]
    [InlineData("王伟", "上海 王", SearchMatch.Words)]
    [InlineData("José", "jose", SearchMatch.Name)]
    [InlineData("José", "José", SearchMatch.Name)]
    [InlineData("José", "JOSÉ GAR", SearchMatch.Name)]
    [InlineData("José", "garcia", SearchMatch.Name)]
    [InlineData("José", "pena", SearchMatch.Name)]
    [InlineData("José", "peña", SearchMatch.Name)]
    [InlineData("José", "pen\u0303a", SearchMatch.Name)]
    [InlineData("José", "jose pena", SearchMatch.Name)]
    [InlineData("José", "+34 911 23 45 67", SearchMatch.Phone)]
    [InlineData("José", "0034911234567", SearchMatch.Phone)]
    [InlineData("José", "911 234 567", SearchMatch.Phone)]
    [InlineData("José", "+34911", SearchMatch.PhonePart)]
    [InlineData("José", "234567", SearchMatch.PhonePart)]
    [InlineData("José", "alcala madrid", SearchMatch.Words)]
    [InlineData("José", "calle de alc", SearchMatch.Words)]
    [InlineData("José", "mad77", SearchMatch.Code)]
    [InlineData("酒店", "和平", SearchMatch.Name)]
    [InlineData("酒店", "和平酒店", SearchMatch.Name)]
    [InlineData("酒店", "有限公司", SearchMatch.Words)]
    [InlineData("酒店", "shhpjd", SearchMatch.Initials)]
    [InlineData("酒店", "heping", SearchMatch.Pinyin)]
    [InlineData("酒店", "zengguohua", SearchMatch.Name)]
    [InlineData("曾国藩", "zeng", SearchMatch.Pinyin)]
    [InlineData("曾国藩", "ceng", SearchMatch.Pinyin)]
    [InlineData("曾国藩", "zgf", SearchMatch.Initials)]
    [InlineData("吕布", "lvbu", SearchMatch.Pinyin)]
    [InlineData("吕布", "lubu", SearchMatch.Pinyin)]
    [InlineData("O'Brien", "obrien", SearchMatch.Name)]
    [InlineData("O'Brien", "sean o’b", SearchMatch.Name)]
    [InlineData("washer", "WM8-2408811", SearchMatch.Code)]
    [InlineData("washer", "wm8 2408811", SearchMatch.Code)]
    [InlineData("washer", "2408811", SearchMatch.CodePart)]
    [InlineData("washer", "8811", SearchMatch.CodePart)]
    [InlineData("washer", "WM8-24", SearchMatch.CodePart)]
    [InlineData("washer", "8-24", SearchMatch.CodePart)]
    [InlineData("washer", "M824", SearchMatch.CodePart)]
    [InlineData("washer", "088", SearchMatch.CodePart)]
    [InlineData("washer", "wm8", SearchMatch.Name)]
    [InlineData("ticket", "SH-2611-00042", SearchMatch.Code)]
    [InlineData("ticket", "sh 2611", SearchMatch.Name)]
    [InlineData("ticket", "00042", SearchMatch.Name)]
    public void It_is_found_and_the_reason_is_said(string who, string typed, SearchMatch why) =>
        Assert.Equal(why, SearchRanking.Rank(SearchQuery.Of(typed), Rows[who].Entry)?.Match);

    [Theory]
    [InlineData("王伟", "")]
    [InlineData("王伟", " - ")]
    [InlineData("王伟", "王强")]
    [InlineData("王伟", "伟王")]
    [InlineData("王伟", "390")]
    [InlineData("王伟", "+34 138 0013 9001")]
    [InlineData("José", "joseph")]
    [InlineData("José", "garcia lopez")]
    [InlineData("José", "4567 8")]
    [InlineData("washer", "wm8-2408812")]
    public void It_is_not_found(string who, string typed) => Assert.Null(SearchRanking.Rank(SearchQuery.Of(typed), Rows[who].Entry));

    [Fact]
    public void What_is_found_by_ranking_is_what_the_databases_are_asked_for()
    {
        // A key that begins with one of the query's, or a text with all its pieces: else the row would never come to be ranked.
        string[] typed = ["王", "ww", "wangwei", "138", "+34 911", "9001", "alcala madrid", "和平", "2408", "8-24", "088", "sh-2611", "jose pena", "garcia", "lvbu", "西", "obrien"];
        foreach (var query in typed.Select(SearchQuery.Of))
        {
            Assert.All(Rows.Values.Where(row => SearchRanking.Rank(query, row.Entry) is not null), row =>
            {
                string[] keys = [.. row.Entry.Names, .. row.Entry.Phones, .. row.Entry.Codes];
                Assert.True(
                    keys.Any(key => query.Keys.Any(start => key.StartsWith(start, StringComparison.Ordinal)))
                    || query.Pieces.All(piece => row.Text.Contains(piece, StringComparison.Ordinal))
                    || (query.Fragment is { } fragment && row.Text.Contains(fragment, StringComparison.Ordinal)), $"{query.Joined}: {row.Title}");
            });
        }
    }
}
