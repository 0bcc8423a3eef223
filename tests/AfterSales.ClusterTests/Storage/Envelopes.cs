using AfterSales.Records;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Orleans.Storage;

namespace AfterSales.ClusterTests.Storage;

/// <summary>Envelopes as the record grain makes them, with every part filled.</summary>
internal static class Envelopes
{
    public const string Branch = "b-envelope";

    /// <summary>The save of a ticket that leads to <paramref name="version"/>.</summary>
    public static Saved<Ticket> Ticket(GrainId grain, int version, string? handled = null, string symptom = "漏水", DateTimeOffset? due = null)
    {
        var key = grain.Key.ToString()!;
        var ticket = new Ticket
        {
            Id = key, Number = $"N-{key}", BranchId = Branch, CustomerId = "c-1", RegisteredAt = TestCluster.Start,
            RegisteredDay = new DateOnly(2026, 3, 2),
        };
        var registered = new TicketRegistered(key, ticket.Number, Branch, "c-1", null, TicketKind.Repair, Channel.Call, false,
            TestCluster.Start, ticket.RegisteredDay, "test", null, null, [], null, null, symptom, null, null);
        return new Saved<Ticket>
        {
            Grain = grain,
            State = ticket,
            Rows = [TicketRow.Of(ticket, new RowStamp(version, 1))],
            Entry = new JournalEntry(TestCluster.Start, null, "test", null, [registered]),
            Effects = [($"{key}-{version}-0", new ReleaseAppointment("tech-1", $"v-{version}"))],
            Handled = new HandledRequest(handled ?? $"test:{version}", "input", null),
            Marks = [(Branch, ticket.RegisteredDay)],
            Due = new DueChange(due),
        };
    }

    public static GrainId NewTicket(string name) => GrainId.Create("ticket", $"t-{name}-{Guid.NewGuid():N}");

    /// <summary>Saves over what <paramref name="stored"/> has read last.</summary>
    public static Task Save(this IGrainStorage storage, GrainId grain, GrainState<Saved<Ticket>> stored, Saved<Ticket> envelope)
    {
        stored.State = envelope;
        return storage.WriteStateAsync("ticket", grain, stored);
    }

    public static async Task<GrainState<Saved<Ticket>>> Read(this IGrainStorage storage, GrainId grain)
    {
        var stored = new GrainState<Saved<Ticket>>(new Saved<Ticket>());
        await storage.ReadStateAsync("ticket", grain, stored);
        return stored;
    }

    /// <summary>What a key has in every table: version of state and row, then how many entries, words, effects and handled requests.</summary>
    public static async Task<string> Standing(this TestCluster cluster, GrainId grain)
    {
        var key = grain.Key.ToString();
        var parts = await cluster.Query($"""
            select (select version from orleansstorage where grainidextensionstring = '{key}'), (select version from ticket where id = '{key}'),
              (select count(*) from journal where record = '{key}'), (select count(*) from journal_text where record = '{key}'),
              (select count(*) from effect where source = '{grain}'), (select count(*) from handled where record = '{key}'),
              (select count(*) from orleansreminderstable where grainid = '{grain}')
            """);
        return string.Join(' ', parts[0].Select(part => part ?? "-"));
    }
}
