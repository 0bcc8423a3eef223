using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests;

/// <summary>What holds for every page, in every language, at a desk and on a phone.</summary>
public abstract partial class PageTests(Site site, string language)
{
    private static readonly (string Person, string[] Paths)[] Seen =
    [
        ("dispatcher.sh", ["/home", "/desk", "/desk?customer=c-sh-2", "/tickets", "/tickets?show=COMPLETED", "/dispatch", "/dispatch?view=week", "/dispatch?view=map", "/dispatch/plan", "/tickets/t-sh-1", "/tickets/t-sh-2", "/tickets/t-sh-4", "/follow-ups", "/tasks", "/contacts", "/performance", "/figures", "/nowhere"]),
        ("manager.sh", ["/contracts/con-sh-1", "/contracts/con-sh-2", "/projects/prj-sh-1", "/complaints/cmp-sh-1", "/enquiries/enq-sh-1", "/enquiries/enq-sh-2", "/technicians/tech-sh-1", "/contracts/con-none", "/desk?customer=c-sh-3", "/branch-day", "/calendars"]),
        ("administrator", ["/home", "/tickets", "/branches", "/branches/b-sh", "/performance", "/figures?figure=TICKETS_REGISTERED&branch=b-sh&days=30", "/policies", "/templates", "/accounts", "/tokens", "/calendars?branch=b-mad", "/imports", "/journal", "/faults", "/journal?record=t-sh-4", "/service", "/demo-time"]),
        ("storekeeper.sh", ["/home", "/tickets/t-sh-4", "/technicians/tech-sh-1"]),
        ("technician.mad", ["/day", "/day/t-mad-1", "/home"]),
    ];

    [Theory, InlineData(false), InlineData(true)]
    public async Task Each_page_fits_the_screen_speaks_the_language_and_can_be_used_by_everybody(bool phone)
    {
        foreach (var (person, paths) in Seen)
        {
            await using var visitor = await site.VisitAsync(language, phone);
            var page = await visitor.LogInAsync(paths[0], person);
            foreach (var path in paths)
            {
                if (path != paths[0]) await page.GotoAsync(path);
                await Visitor.SettledAsync(page);
                var where = $"{path} as {person} in {language}{(phone ? " on a phone" : "")}";
                await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
                Assert.True(await Visitor.HiddenWidthAsync(page) == 0, $"{where} is wider than the screen.");
                var untranslated = Key().Matches(await page.Locator("body").InnerTextAsync()).Select(match => match.Value).Where(text => text is not "AfterSales").ToArray();
                Assert.True(untranslated.Length == 0, $"{where} shows {string.Join(", ", untranslated)}.");
                // What keeps people from using a page is the same in every language.
                var barriers = language == "en" ? await Visitor.BarriersAsync(page) : [];
                Assert.True(barriers.Count == 0, $"{where}: {string.Join('\n', barriers)}");
                await Visitor.PictureAsync(page, $"{person}{path.Replace('/', '-').Replace('?', '-').Replace('=', '-')}-{(phone ? "phone" : "desktop")}-{language}");
            }
            // A page that is not there answers so, which the browser writes into its console.
            Assert.DoesNotContain(visitor.Complaints, complaint => !complaint.Contains("404", StringComparison.Ordinal));
        }
    }

    /// <summary>How keys of words and codes of the API are written, and nothing that people say.</summary>
    [GeneratedRegex(@"\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b|\b[A-Z][A-Za-z]+\.[A-Z_a-z]+\b|\b[A-Z]+_[A-Z_]+\b")]
    private static partial Regex Key();
}

public sealed class EnglishPageTests(Site site) : PageTests(site, "en");

public sealed class ChinesePageTests(Site site) : PageTests(site, "zh-CN");

public sealed class SpanishPageTests(Site site) : PageTests(site, "es");
