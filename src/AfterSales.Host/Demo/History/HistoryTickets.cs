using System.Collections.Concurrent;
using System.Globalization;
using AfterSales.Access;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.Host.Demo.History;

/// <summary>The tickets: each a story of its customer, its fault and the people who work on it.</summary>
internal sealed class HistoryTickets(
    IGrainFactory grains, HistoryPlan plan, DemoCustomerFiles files, IHistoryStaff staff, IHistoryTime time, HistoryHolidays holidays, TimeProvider clock)
{
    private const int Day = 24 * 60;

    private static readonly TimeSpan VisitLasts = TimeSpan.FromMinutes(50);

    // Few visits a day, so that the way between two is never too long.
    private readonly ConcurrentDictionary<(string Technician, DateTimeOffset From), bool> _taken = new();

    public IEnumerable<IAsyncEnumerable<DateTimeOffset>> Stories(HistoryBranch branch, DateTimeOffset from, DateTimeOffset end)
    {
        var customers = CustomersOf(plan, branch);
        var count = CountOf(plan, branch, from, end);
        for (var number = 1; number <= count; number++)
        {
            var day = branch.Calendar.LocalDay(from + ((end - from) * ((number - 0.5) / count)));
            var called = branch.OpeningOn(day).AddMinutes(number * 37 % 170);
            if (called > from) yield return Story(new HistoryTicket(plan, branch, number, customers[number % customers.Length]), called);
        }
    }

    internal static DemoCustomer[] CustomersOf(HistoryPlan plan, HistoryBranch branch) =>
        [.. DemoCustomers.All(plan.Customers).Where(customer => customer.Branch == branch.Id && customer.Details is { Name.Length: > 0, Addresses.Count: > 0 })];

    internal static int CountOf(HistoryPlan plan, HistoryBranch branch, DateTimeOffset from, DateTimeOffset end) =>
        (int)((end - from).TotalDays * plan.TicketsInTenDays[branch.Id] / 10);

    /// <summary>Books the next technician who can come, from the first day on that one can.</summary>
    internal async Task<(string Technician, DateTimeOffset From)> Book(ITicketGrain ticket, HistoryBranch branch, int number)
    {
        var day = clock.GetUtcNow();
        for (var tried = 0; tried < 100; tried++)
        {
            var opening = branch.OpeningAfter(day);
            foreach (var from in Times(branch, opening, number))
            {
                foreach (var technician in TeamOn(branch, opening, number))
                {
                    if (holidays.IsAway(technician, from) || !_taken.TryAdd((technician, from), true)) continue;
                    var answer = await DemoTickets.Book(ticket, new ScheduleVisit(technician, from, from + VisitLasts, TravelMinutes: 20), staff.At(branch.Id, Role.Dispatcher),
                        branch.Say("客户约在这个时间", "El cliente lo pidió para entonces"));
                    if (answer.Refusal is null) return (technician, from);
                    if (answer.Refusal is not (TechnicianNotQualified or TechnicianBusy or TechnicianAbsent or OutsideWorkingHours or TravelTooShort or BookingNeedsReason))
                        throw new DemoRefusedException(answer.Refusal);
                }
            }

            day = opening;
        }

        throw new InvalidOperationException($"Nobody of {branch.Id} has time in a hundred days.");
    }

    private async IAsyncEnumerable<DateTimeOffset> Story(HistoryTicket story, DateTimeOffset called)
    {
        yield return called;
        var ticket = grains.GetGrain<ITicketGrain>(story.Id);
        if (await ticket.Read(Caller.System) is not null) yield break;
        await files.Make(story.Customer);
        await RegisterProduct(story);
        var desk = staff.At(story.Branch.Id, Role.Receptionist);
        await DemoCompany.Demand(ticket.Register(new(Request(story), desk)));
        if (story.Turn is HistoryTurn.Cancelled)
        {
            yield return Later(120);
            await DemoCompany.Demand(ticket.Cancel(new(new Because(story.Branch.Say("客户说又好了", "El cliente dice que vuelve a funcionar")), desk)));
            yield break;
        }

        if (story.Turn is HistoryTurn.Rejected)
        {
            yield return Later(30);
            var dispatcher = staff.At(story.Branch.Id, Role.Dispatcher);
            await DemoCompany.Demand(ticket.Reject(new(new Because(story.Branch.Say("非本公司安装的配件", "Un accesorio que no instalamos nosotros")), dispatcher)));
            await DemoCompany.Demand(ticket.TellResult(new(new TellResult(Channel.Call, null), dispatcher)));
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
        if (story.Turn is HistoryTurn.CallsTwice)
        {
            yield return Later(60);
            await grains.GetGrain<ITicketDeskGrain>(story.Customer.Id).TakeDown(new(Request(story), desk), $"{story.Id}-again", isAnotherFault: false);
        }

        if (story.Turn is HistoryTurn.AwaitsParts or HistoryTurn.NobodyHome)
        {
            await foreach (var next in Visit(ticket, story, isLast: false)) yield return next;
            yield return story.Branch.OpeningAfter(Later(2 * Day));
        }

        await foreach (var next in Visit(ticket, story, isLast: true)) yield return next;
        if (story.Turn is not (HistoryTurn.ComesBack or HistoryTurn.ComesBackTooLate)) yield break;
        var days = story.Turn is HistoryTurn.ComesBack ? story.Chance.Next(6, 28) : story.Chance.Next(32, 50);
        yield return story.Branch.OpeningAfter(Later(days * Day)).AddMinutes(40);
        var back = await ticket.Reopen(new(new Because(story.Branch.Say("同样的故障又出现", "Ha vuelto la misma avería")), desk));
        if (back.Refusal is ReopenedTooLate or StepNotAllowed)
        {
            // Too late for the old ticket: it is a new one, and the dispatcher finds it in the list.
            await DemoCompany.Demand(grains.GetGrain<ITicketGrain>($"{story.Id}-anew").Register(new(
                Request(story) with { Link = new TicketLink(TicketLinkKind.FollowUpOf, story.Id) }, desk)));
            yield break;
        }

        if (back.Refusal is { } refusal) throw new DemoRefusedException(refusal);
        yield return Later(20);
        await Assess(ticket, story);
        await foreach (var next in Visit(ticket, story, isLast: true)) yield return next;
    }

    /// <summary>One visit from its booking to its end: the certificate, the wait for parts, the closed door.</summary>
    private async IAsyncEnumerable<DateTimeOffset> Visit(ITicketGrain ticket, HistoryTicket story, bool isLast)
    {
        var branch = story.Branch;
        var dispatcher = staff.At(branch.Id, Role.Dispatcher);
        var (technicianId, from) = await Book(ticket, branch, story.Number);
        var technician = staff.Technician(branch.Id, technicianId);
        yield return Later(35);
        if (story.Turn is HistoryTurn.Postponed && await StepOf(ticket) == TicketStep.Scheduled && Another(branch, technicianId, from) is { } later)
        {
            var postponed = await ticket.Reschedule(new(new RescheduleVisit(null, later, later + VisitLasts, true, branch.Say("客户出差", "El cliente está de viaje")), dispatcher));
            if (postponed.Refusal is null) from = later;
        }

        if (story.Turn is HistoryTurn.HandedOn && await StepOf(ticket) == TicketStep.Scheduled && Other(branch, technicianId, from) is { } other)
        {
            var handedOn = await ticket.HandOn(new(
                new HandOnVisit(null, other, null, null, HasCustomerAgreed: true, IsApologised: true, branch.Say("路线更顺", "Le queda más cerca")), dispatcher));
            if (handedOn.Refusal is null) (technicianId, technician) = (other, staff.Technician(branch.Id, other));
        }

        // One in eight forgets to call the customer.
        if (story.Chance.Next(8) > 0 && await StepOf(ticket) == TicketStep.Scheduled)
            await DemoCompany.Demand(ticket.Contact(new(new RecordContact(null, branch.Say("时间已与客户确认", "Hora confirmada con el cliente")), technician)));
        yield return from.AddMinutes(-30);
        while (await StepOf(ticket) == TicketStep.Assessed)
        {
            // The technician fell ill: the job came back, and another goes.
            (technicianId, from) = await Book(ticket, branch, story.Number + 1);
            technician = staff.Technician(branch.Id, technicianId);
            yield return from.AddMinutes(-30);
        }

        await DemoCompany.Demand(ticket.Depart(new(DemoTickets.Packed, technician)));
        // One in ten is late.
        yield return from.AddMinutes(story.Chance.Next(10) == 0 ? story.Chance.Next(10, 40) : story.Chance.Next(-9, 3));
        await DemoCompany.Demand(ticket.Arrive(new(new Step(), technician)));
        if (!isLast && story.Turn is HistoryTurn.NobodyHome)
        {
            await DemoCompany.Demand(ticket.NobodyHome(new(new NobodyHome(IsSlipLeft: true, branch.Say("已留条", "Se dejó aviso")), technician)));
            await DemoCompany.Demand(ticket.ReportTrip(new(new ReportTrip(branch.Say("无人在家", "No había nadie")), technician)));
            yield break;
        }

        yield return Later(story.Chance.Next(30, 50));
        if (!isLast) await DemoCompany.Demand(ticket.AwaitParts(new(new AwaitParts(story.Fault.Found, story.Fault.Part), technician)));
        else if (story.Turn is HistoryTurn.CarriedIn) await DemoCompany.Demand(ticket.BringIn(new(CarriedIn(story), technician)));
        else await DemoCompany.Demand(ticket.Finish(new(Certificate(story), technician)));
        yield return Later(30);
        // One in fifteen forgets the report, and is reminded.
        if (story.Number % 15 > 0) await DemoCompany.Demand(ticket.ReportTrip(new(new ReportTrip(branch.Say("已按规范完成", "Hecho según la norma")), technician)));
        if (!isLast) yield break;
        if (story.Turn is HistoryTurn.CarriedIn)
            await foreach (var next in Workshop(ticket, story, technicianId)) yield return next;
        // Most say how they may be reached when the technician packs up; that completes the file.
        if (story.Number % 6 > 0 && story.Customer.Consents.Length == 0)
            await DemoCompany.Demand(grains.GetGrain<ICustomerGrain>(story.Customer.Id).SayConsent(new(new SayConsent(ConsentChannel.Call, true), dispatcher)));
        yield return Later(35);
        await DemoCompany.Demand(ticket.Complete(new(new CompleteTicket(), dispatcher)));
        await DemoCompany.Demand(ticket.TellResult(new(new TellResult(Channel.Call, null), dispatcher)));
        if (story.Number % 3 == 0) yield break;
        yield return Later(20);
        await DemoCompany.Demand(ticket.MarkRepair(new(new MarkRepair(story.Chance.Next(4) == 0 ? SupervisorMark.Fair : SupervisorMark.Good, SupervisorMark.Good, null),
            staff.At(branch.Id, Role.BranchManager))));
    }

    private async IAsyncEnumerable<DateTimeOffset> Workshop(ITicketGrain ticket, HistoryTicket story, string technicianId)
    {
        var technician = staff.Technician(story.Branch.Id, technicianId);
        yield return story.Branch.OpeningAfter(clock.GetUtcNow()).AddMinutes(30);
        await DemoCompany.Demand(ticket.StartRepair(new(new StartRepair(technicianId), technician)));
        yield return Later(story.Chance.Next(40, 200));
        await DemoCompany.Demand(ticket.FinishRepair(new(new FinishRepair(story.Fault.Done, story.Chance.Next(40, 200), story.Fault.Part), technician)));
        yield return story.Branch.OpeningAfter(Later(Day)).AddMinutes(90);
        await DemoCompany.Demand(ticket.ReturnProduct(new(new ReturnProduct(
            0, story.Branch.Say("满意", "Conforme"), story.Customer.Details.Name, DemoTickets.Signature, null, IsDemonstrated: true, IsUseExplained: true), technician)));
    }

    private static async Task<TicketStep> StepOf(ITicketGrain ticket) => (await ticket.Read(Caller.System))!.Step;

    private static RegisterTicket Request(HistoryTicket story) => new(
        story.Branch.Id, story.Customer.Id, story.ProductId, TicketKind.Repair, story.Channel, story.IsEmergency, story.Fault.Symptom,
        story.Branch.Say("尽快上门", "Cuanto antes"), story.Branch.Say("这两天开始的", "Desde hace un par de días"));

    private Task Assess(ITicketGrain ticket, HistoryTicket story) => DemoCompany.Demand(ticket.Assess(new(
        new AssessTicket([new PartToAssess(story.Fault.Part, null, null)], null, null), staff.At(story.Branch.Id, Role.Dispatcher))));

    private static BringIn CarriedIn(HistoryTicket story) =>
        new(story.Branch.Say("现场无法修复", "No se puede reparar in situ"), story.Customer.Details.Name, DemoTickets.Signature, null);

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

    /// <summary>In the morning, and where there are more visits a day, in the afternoon.</summary>
    private IEnumerable<DateTimeOffset> Times(HistoryBranch branch, DateTimeOffset opening, int number)
    {
        var morning = opening.AddMinutes(20 + (number % 4 * 25));
        yield return morning;
        var (afternoon, closing) = (opening.AddMinutes(440), branch.Calendar.ClosingOn(branch.Calendar.LocalDay(opening)));
        if (plan.VisitsADay > 1 && afternoon + VisitLasts <= closing) yield return afternoon;
    }

    private IEnumerable<string> TeamOn(HistoryBranch branch, DateTimeOffset opening, int number)
    {
        // The first, who can log in, has today's tickets beside; so nothing of these is booked with him from today on.
        int[] team = opening < time.End ? [1, .. plan.Teams[branch.Id]] : plan.Teams[branch.Id];
        return Enumerable.Range(0, team.Length).Select(turn => NameOf(branch, team[(number + turn) % team.Length]));
    }

    internal static string NameOf(HistoryBranch branch, int number) => string.Create(CultureInfo.InvariantCulture, $"tech-{branch.Id[2..]}-{number}");

    private DateTimeOffset? Another(HistoryBranch branch, string technicianId, DateTimeOffset from)
    {
        var later = branch.OpeningAfter(from).AddMinutes(45);
        // From today on a technician may have other plans.
        return later >= time.End || holidays.IsAway(technicianId, later) || !_taken.TryAdd((technicianId, later), true) ? null : later;
    }

    private string? Other(HistoryBranch branch, string technicianId, DateTimeOffset from) =>
        TeamOn(branch, from, 0).FirstOrDefault(other => other != technicianId && !holidays.IsAway(other, from) && _taken.TryAdd((other, from), true));

    private DateTimeOffset Later(int minutes) => clock.GetUtcNow().AddMinutes(minutes);
}
