using System.Globalization;
using System.Text;

namespace AfterSales.ClusterTests.Rubbish;

/// <summary>What no honest form sends, by chance and yet the same for the same <see cref="Random"/>.</summary>
/// <param name="known">Keys that exist, of all branches.</param>
internal sealed class RubbishValues(Random random, IReadOnlyList<string> known)
{
    private static readonly string[] Texts =
    [
        "", " ", "\u0000", "a\u0000b", "\u0001\u0002\u001f", "\u202Egnp.exe", "\uFEFF", "\u200B\u200B\u200B", "e\u0301\u0301\u0301\u0301", "\uD83D\uDCA3\uD83D\uDCA3", "\uFFFE\uFFFF",
        "'; drop table customer; --", "\" or 1=1 --", "%' escape '", "%%%%%%%%", "____", "\\", "\\u0000", "\r\nSet-Cookie: a=b", "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://x/a}",
        "=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", "\t=1", "../../../../etc/passwd", "..\\..\\windows", "file:///etc/passwd", "null", "undefined", "NaN", "true", "0", "-1",
        "12345678901234567890", "1e309", "0x7fffffff", "2026-02-30", "9999-12-31", "0001-01-01", "-271821-04-20T00:00:00Z", "+275760-09-13T00:00:00Z", "2026-11-28T25:61:61Z",
        "2026-11-28T10:00:00+99:99", "9999-12-31T23:59:59.9999999+00:00", "0001-01-01T00:00:00-14:00", "24:00", "-00:01", "P1Y", "Asia/Nowhere", "Etc/GMT+99", "en-US-x-twain",
        "sha256:00", "t-", "c-", "t-\u0000", "t-../x", "00000000-0000-0000-0000-000000000000", "b-sh/../b-cd", "AND OR NOT \"*", "\"\"\"\"", "((((", "张 \"李", "a* b* c* NEAR(a b, 1)", "^$.*+?()[]{}|",
        "+86 138 0000 0000 ext. 99999999999999999999", "tel:+1", "@", "a@", "a@b@c.d", "ß\u0130\u0131ﬃ", "漢字", "Ñandú",
    ];

    private static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1", "2147483647", "2147483648", "-2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "1e30", "1e308", "1e-320", "0.1", "3.999999999999999",
        "123456789012345678901234567890", "100", "101", "1000000",
    ];

    public bool OneIn(int times) => random.Next(times) == 0;

    public int Below(int limit) => random.Next(limit);

    public T Of<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    /// <summary>As text, without the quotes.</summary>
    public string Text() => random.Next(10) switch
    {
        < 5 => Of(Texts),
        < 8 => Key(),
        8 => string.Concat(Enumerable.Range(0, 1 + random.Next(6)).Select(_ => Of(Texts))),
        _ => new string(Of("aé漢\u0301 \n".ToCharArray()), random.Next(3) switch { 0 => 50, 1 => 2_001, _ => 30_000 }),
    };

    public string Key() => random.Next(6) switch
    {
        0 => Of(["c-", "t-", "ip-", "b-", "tech-", "ct-", "file-", "sale-", "x-"]) + random.NextInt64().ToString("x", CultureInfo.InvariantCulture),
        1 => Of(known) + Of(Texts),
        _ => Of(known),
    };

    /// <summary>A JSON literal of any kind.</summary>
    public string Json(int depth = 0) => random.Next(depth > 4 ? 5 : 8) switch
    {
        0 => "null",
        1 => OneIn(2) ? "true" : "false",
        2 => Of(Numbers),
        3 or 4 => Quoted(Text()),
        5 => "[" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Json(depth + 1))) + "]",
        6 => "{" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Quoted(Text()) + ":" + Json(depth + 1))) + "}",
        _ => new string('[', 70) + new string(']', 70),
    };

    public string Number() => Of(Numbers);

    /// <summary>As JSON has it, by numbers where it is not plain; now and then with half a surrogate pair, which is no text.</summary>
    public string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var unit in text)
        {
            if (unit is >= ' ' and < '\u007f' and not ('"' or '\\')) quoted.Append(unit);
            else quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
        }

        return quoted.Append(OneIn(200) ? "\\ud800\"" : "\"").ToString();
    }
}
