using System.Text.Json;
using AfterSales.Console.Tickets;

namespace AfterSales.ConsoleTests.Tickets;

public sealed class TicketFilterTests
{
    private static readonly DateOnly From = new(2026, 3, 1);
    private static readonly DateOnly To = new(2026, 3, 31);

    [Fact]
    public void Without_a_choice_open_tickets_are_shown() => Assert.Equal("""{"isOpen":{"eq":true}}""", Where(new(null, null, null, null, null)));

    [Fact]
    public void A_step_a_branch_and_a_number_narrow_the_list() =>
        Assert.Equal("""{"branchId":{"eq":"b-sh"},"number":{"startsWith":"SH-26"},"step":{"eq":"DONE"}}""", Where(new("DONE", "b-sh", " sh-26 ", null, null)));

    [Fact]
    public void A_figure_of_a_period_leads_to_its_tickets()
    {
        Assert.Equal("""{"registeredDay":{"gte":"2026-03-01","lte":"2026-03-31"}}""", Where(new("registered", null, null, From, To)));
        Assert.Equal("""{"completedDay":{"gte":"2026-03-01","lte":"2026-03-31"}}""", Where(new("completed", null, null, From, To)));
    }

    [Fact]
    public void All_means_all() => Assert.Equal("{}", Where(new("all", null, null, null, null)));

    private static string Where(TicketFilter filter) => JsonSerializer.Serialize(filter.Where());
}
