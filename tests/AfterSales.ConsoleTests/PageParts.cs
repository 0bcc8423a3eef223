using Microsoft.Playwright;

namespace AfterSales.ConsoleTests;

/// <summary>Parts of pages by what people call them.</summary>
internal static class PageParts
{
    /// <summary>What stands under this heading.</summary>
    public static ILocator Section(this IPage page, string heading) => page.Locator("section").Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true }) });
}
