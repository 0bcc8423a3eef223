using System.Globalization;
using AfterSales.Access;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.Host.Demo.History;

/// <summary>The tickets of the days before today: each a story of its customer, its fault and the people who work on it.</summary>
internal sealed class HistoryTickets(IGrainFactory grains, DemoCustomerFiles files, DemoStaff staff, DemoTimeControl time, TimeProvider clock)
{
    private const int Day = 24 * 60;

    /// <summary>How many tickets a branch takes in ten days.</summary>
    private static readonly Dictionary<string, int> InTenDays = new() { ["b-sh"] = 7, ["b-cd"] = 4, ["b-mad"] = 5, ["b-bcn"] = 3 };

    /// <summary>Who of a branch's technicians works on these tickets: nobody whose absence is planned.</summary>
    private static readonly Dictionary<string, int[]> AtWork = new() { ["b-sh"] = [3, 4, 6, 8, 9], ["b-cd"] = [2, 4, 5, 6, 7], ["b-mad"] = [3, 5, 6, 7, 8], ["b-bcn"] = [2, 4, 5] };

    // One visit a morning, so that the way between two is never too long.
    private readonly HashSet<(string Technician, DateOnly Day)> _taken = [];

    public IEnumerable<IAsyncEnumerable<DateTimeOffset>> Stories(HistoryBranch branch, DateTimeOffset from, DateTimeOffset end)
    {
        var customers = DemoCustomers.All(400).Where(customer => customer.Branch == branch.Id && customer.Details is { Name.Length: > 0, Addresses.Count: > 0 }).ToArray();
        var count = (int)((end - from).TotalDays * InTenDays[branch.Id] / 10);
        for (var number = 1; number <= count; number++)
        {
            var day = branch.Calendar.LocalDay(from + ((end - from) * ((number - 0.5) / count)));
            var called = branch.OpeningOn(day).AddMinutes(number * 37 % 170);
            if (called > from) yield return Story(new HistoryTicket(branch, number, customers[number % customers.Length]), called);
        }
    }

    private async IAsyncEnumerable<DateTimeOffset> Story(HistoryTicket story, DateTimeOffset called)
    {
        yield return called;
        var ticket = grains.GetGrain<ITicketGrain>(story.Id);
        if (await ticket.Read(Caller.System) is not null) yield break;
        await files.Make(story.Customer);
        await RegisterProduct(story);
        var desk = staff.At(story.Branch.Id, Role.Receptionist);
        await DemoCompany.Demand(ticket.Register(new(new RegisterTicket(
            story.Branch.Id, story.Customer.Id, story.ProductId, TicketKind.Repair, story.Channel, story.IsEmergency, story.Fault.Symptom,
            story.Branch.Say("尽快上门", "Cuanto antes"), story.Branch.Say("这两天开始的", "Desde hace un par de días")), desk)));
        if (story.Turn is HistoryTurn.Cancelled)
        {
            yield return Later(120);
            await DemoCompany.Demand(ticket.Cancel(new(new Because(story.Branch.Say("客户说又好了", "El cliente dice que vuelve a funcionar")), desk)));
            yield break;
        }

        if (story.Turn is HistoryTurn.SolvedRemotely or HistoryTurn.AdviceFailed)
        {
            await DemoCompany.Demand(ticket.SolveRemotely(new(new SolveRemotely(story.Branch.Say("断电十分钟后重启", "Desenchufar diez minutos y volver a encender")), desk)));
            yield return Later(240);
            if (story.Turn is HistoryTurn.SolvedRemotely)
            {
                await DemoCompany.Demand(ticket.Complete(new(new CompleteTicket(), desk)));
                yield break;
            }

            await DemoCompany.Demand(ticket.AdviceFailed(new(new Because(story.Branch.Say("重启后故障依旧", "Sigue igual tras reiniciar")), desk)));
        }

        yield return Later(14);
        await Assess(ticket, story);
        if (story.Turn is HistoryTurn.AwaitsParts)
        {
            await foreach (var next in Visit(ticket, story, isLast: false)) yield return next;
            yield return story.Branch.OpeningAfter(Later(2 * Day));
        }

        await foreach (var next in Visit(ticket, story, isLast: true)) yield return next;
        if (story.Turn is not HistoryTurn.ComesBack) yield break;
        yield return story.Branch.OpeningAfter(Later(8 * Day)).AddMinutes(40);
        await DemoCompany.Demand(ticket.Reopen(new(new Because(story.Branch.Say("同样的故障又出现", "Ha vuelto la misma avería")), desk)));
        yield return Later(20);
        await Assess(ticket, story);
        await foreach (var next in Visit(ticket, story, isLast: true)) yield return next;
    }

    /// <summary>One visit from its booking to its end: the certificate, or the wait for parts.</summary>
    private async IAsyncEnumerable<DateTimeOffset> Visit(ITicketGrain ticket, HistoryTicket story, bool isLast)
    {
        var dispatcher = staff.At(story.Branch.Id, Role.Dispatcher);
        var (technicianId, from) = Book(story);
        var technician = staff.Technician(story.Branch.Id, technicianId);
        await DemoCompany.Demand(ticket.Schedule(new(new ScheduleVisit(technicianId, from, from.AddMinutes(50), TravelMinutes: 20), dispatcher)));
        yield return Later(35);
        await DemoCompany.Demand(ticket.Contact(new(new RecordContact(null, story.Branch.Say("时间已与客户确认", "Hora confirmada con el cliente")), technician)));
        yield return from.AddMinutes(-30);
        await DemoCompany.Demand(ticket.Depart(new(new Step(), technician)));
        yield return from.AddMinutes(story.Chance.Next(-9, 3));
        await DemoCompany.Demand(ticket.Arrive(new(new Step(), technician)));
        yield return from.AddMinutes(story.Chance.Next(30, 50));
        if (isLast) await DemoCompany.Demand(ticket.Finish(new(Certificate(story), technician)));
        else await DemoCompany.Demand(ticket.AwaitParts(new(new AwaitParts(story.Fault.Found, story.Fault.Part), technician)));
        yield return from.AddMinutes(75);
        await DemoCompany.Demand(ticket.ReportTrip(new(new ReportTrip(story.Branch.Say("已按规范完成", "Hecho según la norma")), technician)));
        if (!isLast) yield break;
        // Most say how they may be reached when the technician packs up; that completes the file.
        if (story.Number % 6 > 0 && story.Customer.Consents.Length == 0)
            await DemoCompany.Demand(grains.GetGrain<ICustomerGrain>(story.Customer.Id).SayConsent(new(new SayConsent(ConsentChannel.Call, true), dispatcher)));
        yield return from.AddMinutes(110);
        await DemoCompany.Demand(ticket.Complete(new(new CompleteTicket(), dispatcher)));
        await DemoCompany.Demand(ticket.TellResult(new(new TellResult(Channel.Call, null), dispatcher)));
        if (story.Number % 3 == 0) yield break;
        yield return from.AddMinutes(130);
        await DemoCompany.Demand(ticket.MarkRepair(new(new MarkRepair(story.Chance.Next(4) == 0 ? SupervisorMark.Fair : SupervisorMark.Good, SupervisorMark.Good, null),
            staff.At(story.Branch.Id, Role.BranchManager))));
    }

    private Task Assess(ITicketGrain ticket, HistoryTicket story) => DemoCompany.Demand(ticket.Assess(new(
        new AssessTicket([new PartToAssess(story.Fault.Part, null, null)], null, null), staff.At(story.Branch.Id, Role.Dispatcher))));

    private static FinishVisit Certificate(HistoryTicket story)
    {
        var refuses = story.Number % 17 == 0;
        return new(
            story.Fault.Found, story.Fault.Done, story.Fault.Part, story.Chance.Next(30, 50), 0,
            refuses ? null : story.Branch.Say("服务态度好", "Muy amable"), refuses ? null : story.Customer.Details.Name, refuses ? null : DemoTickets.Signature,
            refuses ? story.Branch.Say("客户赶时间，拒绝签字", "Tenía prisa y no quiso firmar") : null, IsDemonstrated: true, IsUseExplained: true);
    }

    private async Task RegisterProduct(HistoryTicket story)
    {
        var product = grains.GetGrain<IProductGrain>(story.ProductId);
        if (await product.Read(Caller.System) is not null) return;
        var bought = story.Branch.Calendar.LocalDay(clock.GetUtcNow()).AddDays(-story.Chance.Next(20, 1300));
        var details = new ProductDetails(story.Fault.Model, story.Serial, bought, bought.AddDays(4), null, [], story.Branch.Id);
        await DemoCompany.Demand(product.Put(DemoCompany.Ask(new RegisterProduct(story.Customer.Id, details))));
    }

    /// <summary>The next technician who is free, on the first morning one is.</summary>
    private (string Technician, DateTimeOffset From) Book(HistoryTicket story)
    {
        var branch = story.Branch;
        var day = clock.GetUtcNow();
        while (true)
        {
            var opening = branch.OpeningAfter(day);
            // The first, who can log in, has today's tickets beside; so nothing of these is booked with him from today on.
            int[] team = opening < time.Today ? [1, .. AtWork[branch.Id]] : AtWork[branch.Id];
            for (var turn = 0; turn < team.Length; turn++)
            {
                var technician = string.Create(CultureInfo.InvariantCulture, $"tech-{branch.Id[2..]}-{team[(story.Number + turn) % team.Length]}");
                if (_taken.Add((technician, branch.Calendar.LocalDay(opening)))) return (technician, opening.AddMinutes(20 + (story.Number % 4 * 25)));
            }

            day = opening;
        }
    }

    private DateTimeOffset Later(int minutes) => clock.GetUtcNow().AddMinutes(minutes);
}
