using AfterSales.Console.Tickets;
using AfterSales.Records;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace AfterSales.ConsoleTests.Tickets;

public sealed class TimelineTests
{
    /// <summary>Those that the ticket's state takes up; the schema does not list them.</summary>
    public static TheoryData<string> Events =>
        [.. typeof(AfterSales.Tickets.Rules.Ticket).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Event)) && !type.IsAbstract
            && (type.Namespace!.StartsWith("AfterSales.Tickets", StringComparison.Ordinal) || type.Namespace.StartsWith("AfterSales.FollowUps", StringComparison.Ordinal))).Select(type => type.Name)];

    [Theory, MemberData(nameof(Events))]
    public void Everything_that_can_happen_to_a_ticket_has_words(string name)
    {
        using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        Assert.False(services.GetRequiredService<IStringLocalizer<TicketWords>>()["Event." + name].ResourceNotFound, $"Event.{name} is missing in TicketWords.resx.");
    }
}
