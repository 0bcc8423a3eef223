using AfterSales.Console.Audit;
using AfterSales.Records;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace AfterSales.ConsoleTests.Audit;

public sealed class TimelineTests
{
    private static readonly string[] Shown = ["Tickets", "FollowUps", "Customers", "Products"];

    /// <summary>Those of the records whose pages show what happened; the schema does not list them.</summary>
    public static TheoryData<string> Events =>
        [.. typeof(AfterSales.Tickets.Rules.Ticket).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Event)) && !type.IsAbstract
            && Shown.Any(capability => type.Namespace!.StartsWith($"AfterSales.{capability}", StringComparison.Ordinal))).Select(type => type.Name)];

    [Theory, MemberData(nameof(Events))]
    public void Everything_that_can_happen_to_what_a_page_shows_has_words(string name)
    {
        using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        Assert.False(services.GetRequiredService<IStringLocalizer<TimelineWords>>()["Event." + name].ResourceNotFound, $"Event.{name} is missing in TimelineWords.resx.");
    }
}
