using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Policies;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests;

/// <summary>A small company to test with: named situations, each with keys of its own so that tests do not meet.</summary>
public sealed class Company(TestCluster cluster, Company? same = null)
{
    private readonly string _mark = same?._mark ?? Guid.NewGuid().ToString("N")[..8];

    public string BranchId => BranchRules.KeyOf(BranchCode);

    /// <summary>Of letters.</summary>
    public string BranchCode => string.Concat(_mark.Take(6).Select(digit => (char)('A' + Convert.ToInt32(digit.ToString(), 16))));

    public string CustomerId => $"c-{_mark}";

    public string ProductId => $"ip-{_mark}";

    public string TechnicianId => $"tech-{_mark}";

    public Caller Staff => TestCluster.At(BranchId, Role.Dispatcher);

    public Caller Director { get; } = TestCluster.At(Assignment.Headquarters, Role.Administrator);

    /// <summary>Monday to Friday, 09:00–12:00 and 13:00–18:00, in Shanghai.</summary>
    public static WorkingCalendar OfficeHours { get; } = new()
    {
        TimeZone = "Asia/Shanghai",
        Week =
        [
            .. from day in new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }
               from hours in new[] { (From: 9, To: 12), (From: 13, To: 18) }
               select new WeeklyHours(day, new TimeOnly(hours.From, 0), new TimeOnly(hours.To, 0)),
        ],
    };

    /// <param name="same">Another cluster's company, whose keys this one is to have.</param>
    public static async Task<Company> Open(TestCluster cluster, Company? same = null)
    {
        var company = new Company(cluster, same);
        await Accepted(cluster.Grains.GetGrain<IBranchGrain>(company.BranchId)
            .Open(new Intent<OpenBranch>(new OpenBranch(company.BranchCode, "Shanghai", "CN", "CNY", OfficeHours), company.Director)));
        await Accepted(cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).Register(company.Intent(new RegisterCustomer(company.BranchId, Wang))));
        await Accepted(cluster.Grains.GetGrain<IProductGrain>(company.ProductId).Put(company.Intent(new RegisterProduct(company.CustomerId,
            new ProductDetails("WM-8", $"S-{company._mark}", new DateOnly(2025, 6, 1), null, null, [new PartWarranty("motor", 60)])))));
        await company.Hired(company.TechnicianId);
        return company;
    }

    /// <summary>Somebody with an account that is open, who may hold a role somewhere.</summary>
    public static async Task<string> Employed(TestCluster cluster, string account, Role? role = null, string? place = null)
    {
        await using var db = await cluster.Services.GetRequiredService<IDbContextFactory<AccountsDb>>().CreateDbContextAsync();
        if (await db.Users.AnyAsync(user => user.Id == account)) return account;
        var made = new Account { Id = account, UserName = account, NormalizedUserName = account, Email = account, NormalizedEmail = account, DisplayName = account };
        if (role is { } held) made.Assignments.Add(new AccountAssignment { AccountId = account, Role = held, Place = place! });
        db.Users.Add(made);
        await db.SaveChangesAsync();
        return account;
    }

    /// <summary>A technician who works day and night, so that a test may choose any time, and is trained for washing machines.</summary>
    public async Task<ITechnicianGrain> Hired(string technicianId)
    {
        var technician = cluster.Grains.GetGrain<ITechnicianGrain>(technicianId);
        await Accepted(technician.Register(Intent(new RegisterTechnician(
            BranchId, "Li", ["washing"], OwnHours: [.. WorkingCalendar.AroundTheClock("Asia/Shanghai").Week]))));
        await Accepted(technician.AsReference<IQualifications>().PassTraining(Intent(new PassTraining("washing", "Washing machines", new DateOnly(2025, 3, 1)))));
        return technician;
    }

    public static CustomerDetails Wang { get; } =
        new() { Name = "王伟", Phones = [new Phone("+8613800138000")], Addresses = [new CustomerAddress("", "南京东路 1", "上海")], Language = "zh-CN" };

    public Intent<T> Intent<T>(T body, string? requestId = null) => new(body, Staff, requestId);

    public ITicketGrain Ticket(string name) => cluster.Grains.GetGrain<ITicketGrain>($"t-{_mark}-{name}");

    public RegisterTicket Leak => new(BranchId, CustomerId, ProductId, TicketKind.Repair, Channel.Call, false, "漏水", "明天上午", "从底部，脱水时");

    public async Task<ITicketGrain> Registered(string name)
    {
        var ticket = Ticket(name);
        await Accepted(ticket.Register(Intent(Leak)));
        return ticket;
    }

    public async Task<ITicketGrain> Assessed(string name)
    {
        var ticket = await Registered(name);
        await Accepted(ticket.Assess(Intent(new AssessTicket([new PartToAssess("motor", null, null)], null, null))));
        return ticket;
    }

    public async Task<ITicketGrain> Scheduled(string name, DateTimeOffset from)
    {
        var ticket = await Assessed(name);
        await Accepted(ticket.Schedule(Intent(new ScheduleVisit(TechnicianId, from, from.AddHours(1), "客户只有这时在家"))));
        return ticket;
    }

    public async Task<ITicketGrain> Completed(string name, DateTimeOffset from)
    {
        var ticket = await Assessed(name);
        await Serve(ticket, from);
        return ticket;
    }

    /// <summary>So that a message that is counted is the one the test is about.</summary>
    public Task SayNothingOfBookings() => Accepted(cluster.Grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(BranchId))
        .Set(new(new SetPolicy(BranchId, TicketPolicies.TellBooking.Key, "false"), Director)));

    /// <summary>An assessed ticket is scheduled, served and completed.</summary>
    public async Task Serve(ITicketGrain ticket, DateTimeOffset from)
    {
        await Accepted(ticket.Schedule(Intent(new ScheduleVisit(TechnicianId, from, from.AddHours(1), "客户只有这时在家"))));
        await Accepted(ticket.Depart(Intent(Company.Packed)));
        await Accepted(ticket.Arrive(Intent(new Step())));
        await Accepted(ticket.Finish(Intent(Certificate)));
        await Accepted(ticket.Complete(Intent(new CompleteTicket())));
    }

    public static FinishVisit Certificate { get; } = new("泵坏了", "Changed the pump", "pump", 45, 0, "很好", "王伟",
        new FileContent("image/svg+xml", Convert.ToBase64String("<svg/>"u8)), null, IsDemonstrated: true, IsUseExplained: true);

    /// <summary>The technician has all with him.</summary>
    public static SetOut Packed { get; } = new([.. Enum.GetValues<KitItem>()]);

    public static async Task<Answer> Accepted(Task<Answer> asked)
    {
        var answer = await asked;
        Assert.Null(answer.Refusal);
        return answer;
    }

    public static async Task<TRefusal> Refused<TRefusal>(Task<Answer> asked) where TRefusal : Refusal =>
        Assert.IsType<TRefusal>((await asked).Refusal);
}
