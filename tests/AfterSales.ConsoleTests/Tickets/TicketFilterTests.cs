using System.Text.Json;
using AfterSales.Console.Tickets;

namespace AfterSales.ConsoleTests.Tickets;

public sealed class TicketFilterTests
{
    [Fact]
    public void Without_a_choice_open_tickets_are_shown() => Assert.Equal("""{"isOpen":{"eq":true}}""", Where(new(null, null, null)));

    [Fact]
    public void A_step_a_branch_and_a_number_narrow_the_list() =>
        Assert.Equal("""{"branchId":{"eq":"b-sh"},"number":{"startsWith":"SH-26"},"step":{"eq":"DONE"}}""", Where(new("DONE", "b-sh", " sh-26 ")));

    [Fact]
    public void All_means_all() => Assert.Equal("{}", Where(new("all", null, null)));

    private static string Where(TicketFilter filter) => JsonSerializer.Serialize(filter.Where());
}
