using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Calendars;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Policies;
using AfterSales.Promises.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.ClusterTests.Year;

/// <summary>
/// What befalls running promises in the year beside the stories: some stand still, some are sent on, and while some run the policy, the calendar and a customer's tier change.
/// Which ones follows from their keys, so the same seed tells the same year.
/// </summary>
public sealed class YearChanges(SimulatedYear year)
{
    private static readonly Caller Administrator = new("administrator", "Administrator", [new Assignment(Role.Administrator, Assignment.Headquarters)]);

    private readonly HashSet<string> _seen = [];
    private readonly PriorityQueue<(string TicketId, string BranchId), (DateTimeOffset At, string TicketId)> _resumed = new();
    private readonly HashSet<DateOnly> _meetings = [];
    private readonly Dictionary<string, YearHours> _hours = [];

    /// <summary>From then on whoever repairs in Madrid is there an hour sooner, and for those who matter most in three hours.</summary>
    public DateTimeOffset? PolicyAt { get; private set; }

    /// <summary>From then on there is a meeting in Shanghai on Wednesdays.</summary>
    public DateTimeOffset? CalendarAt { get; private set; }

    /// <summary>From then on this customer of Madrid matters most.</summary>
    public (string CustomerId, DateTimeOffset At)? Tier { get; private set; }

    public int Paused { get; private set; }

    public int SentOn { get; private set; }

    /// <summary>Each of it happened, while promises ran.</summary>
    public bool IsAll => Paused > 5 && SentOn > 0 && PolicyAt is not null && CalendarAt is not null && Tier is not null;

    /// <summary>Whom work is sent on to.</summary>
    public static string DeskOf(string branch) => $"desk-{branch[2..]}";

    /// <summary>What people do on the way, at an instant of the stories. Whether a sweep is due now: something changed by which clocks are reckoned.</summary>
    public async Task<bool> Happen(DateTimeOffset now)
    {
        while (_resumed.TryPeek(out var ticket, out var due) && due.At <= now)
        {
            _resumed.Dequeue();
            await year.Grains.GetGrain<ITicketGrain>(ticket.TicketId).ResumePromises(new(new Step(), Dispatcher(ticket.BranchId)));
        }

        var running = await year.Rows<TicketPromiseRow>(rows => rows.Where(row => row.IsRunning).OrderBy(row => row.Id));
        foreach (var ticket in running.GroupBy(row => row.TicketId).Where(ticket => _seen.Add(ticket.Key))) await Disturb(ticket.Key, ticket.First().BranchId, now);
        return await Change([.. running.Where(row => row.Promise == PromiseKind.Arrival && row.DueAt > now && row.DueAt < TicketPromiseRow.Unknown)], now);
    }

    /// <summary>When one of the changes came while it ran; null where none did.</summary>
    internal DateTimeOffset? WhenReckonedAnew(TicketPromiseRow row)
    {
        DateTimeOffset?[] changes =
        [
            row.BranchId == "b-mad" ? PolicyAt : null, row.BranchId == "b-sh" ? CalendarAt : null, Tier is { } tier && row.CustomerId == tier.CustomerId ? tier.At : null,
        ];
        return changes.Where(at => at >= row.StartedAt && !(row.EndedAt <= at)).Max();
    }

    internal YearHours HoursOf(string branch) =>
        _hours.TryGetValue(branch, out var known) ? known : _hours[branch] = YearHours.Of(branch, branch == "b-sh" ? _meetings : new HashSet<DateOnly>());

    /// <summary>The time that was promised, by the policy as it stood when it ended, or stands now.</summary>
    internal TimeSpan PromisedFor(TicketPromiseRow row, TicketRow ticket, bool isSuburban)
    {
        var isTighter = row.BranchId == "b-mad" && PolicyAt is { } changed && !(row.EndedAt <= changed);
        var isVip = Tier is { } tier && row.CustomerId == tier.CustomerId && !(row.EndedAt <= tier.At);
        return row.Promise switch
        {
            PromiseKind.Answered => ticket.IsEmergency ? TimeSpan.FromMinutes(30) : TimeSpan.FromHours(4),
            PromiseKind.Arranged or PromiseKind.Forwarded => TimeSpan.FromHours(2),
            PromiseKind.Arrival => TimeSpan.FromHours(ticket.IsEmergency ? 2 : isTighter && (isVip || IsVip(row.CustomerId)) ? 3 : (isSuburban ? 7 : 6) - (isTighter ? 1 : 0)),
            _ => TimeSpan.FromHours(ticket.IsEmergency ? 4 : 24),
        };
    }

    public override string ToString() => $"{Paused} times promises were paused, {SentOn} tickets sent on; policy {PolicyAt:O}, tier of {Tier}, calendar {CalendarAt:O}";

    private bool IsVip(string? customerId) => customerId is not null && year.TierOf(customerId) == CustomerTier.Vip;

    private async Task Disturb(string ticketId, string branchId, DateTimeOffset now)
    {
        var ticket = year.Grains.GetGrain<ITicketGrain>(ticketId);
        switch (ticketId.Sum(letter => letter) % 5)
        {
            case 0:
                await Pause(PauseReason.Customer, now.AddHours(26));
                break;
            case 1:
                if (await Pause(PauseReason.Customer, null)) _resumed.Enqueue((ticketId, branchId), (now.AddHours(5), ticketId));
                break;
            case 2:
                await Pause(PauseReason.AgreedLater, now.AddHours(50));
                break;
            case 3:
                if ((await ticket.HandOver(new(new HandOverTicket(DeskOf(branchId), null), Dispatcher(branchId)))).Refusal is null) SentOn++;
                break;
        }

        async Task<bool> Pause(PauseReason reason, DateTimeOffset? until)
        {
            var isPaused = (await ticket.PausePromises(new(new PausePromises(reason, until, null), Dispatcher(branchId)))).Refusal is null;
            if (isPaused) Paused++;
            return isPaused;
        }
    }

    private async Task<bool> Change(IReadOnlyList<TicketPromiseRow> arrivals, DateTimeOffset now)
    {
        var days = (now - TestCluster.Start).TotalDays;
        if (PolicyAt is null && days > 60 && arrivals.Any(row => row.BranchId == "b-mad"))
        {
            PolicyAt = now;
            var policy = TicketPromisePolicies.Promises;
            PromiseRow[] rows =
            [
                .. policy.Standard.Select(row => row is { Promise: PromiseKind.Arrival, Unit: PromiseUnit.WorkingHours } ? row with { Amount = row.Amount - 1 } : row),
                .. policy.Standard.Where(row => row is { Promise: PromiseKind.Arrival, Amount: 6 }).Select(row => row with { Amount = 3, When = row.When with { Tier = CustomerTier.Vip } }),
            ];
            await Company.Accepted(year.Grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf("b-mad")).Set(new(new SetPolicy("b-mad", policy.Key, PolicyBook.Write(policy, ImmutableList.Create(rows))), Administrator)));
            return true;
        }

        if (Tier is null && PolicyAt is not null && arrivals.FirstOrDefault(row => row.BranchId == "b-mad" && row.CustomerId is not null && !IsVip(row.CustomerId)) is { CustomerId: { } customer } && now > PolicyAt.Value.AddDays(20))
        {
            Tier = (customer, now);
            await Company.Accepted(year.Grains.GetGrain<ICustomerGrain>(customer).ChangeTier(new(new ChangeTier(CustomerTier.Vip, "Gran cuenta"), Administrator)));
            return true;
        }

        if (CalendarAt is not null || days <= 120 || !arrivals.Any(row => row.BranchId == "b-sh")) return false;
        CalendarAt = now;
        var branch = year.Grains.GetGrain<IBranchGrain>("b-sh");
        var calendar = (await branch.Read(Caller.System))!.Calendar;
        var first = BranchDays.DayOf("b-sh", now).AddDays(1);
        _meetings.UnionWith(Enumerable.Range(0, 330).Select(first.AddDays).Where(day => day.DayOfWeek == DayOfWeek.Wednesday && BranchDays.IsOpenOn("b-sh", day)));
        await Company.Accepted(branch.ChangeCalendar(new(calendar with { Breaks = [.. _meetings.Order().Select(day => new DatedBreak(day, new TimeOnly(10, 0), new TimeOnly(11, 30), "例会"))] }, Administrator)));
        return true;
    }

    private static Caller Dispatcher(string branch) => new($"Dispatcher {branch}", $"Dispatcher {branch}", [new Assignment(Role.Dispatcher, branch)]);
}
