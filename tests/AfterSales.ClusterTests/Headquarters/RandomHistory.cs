using AfterSales.Complaints;
using AfterSales.Complaints.Rules;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Contracts;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Headquarters;
using AfterSales.Promises.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Surveys;
using AfterSales.Surveys.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Headquarters;

/// <summary>
/// Rows of every kind that figures are made from, changed by chance: each save writes a row and marks the days that its old and its new version
/// touch, as a record's save does. The same seed makes the same history.
/// </summary>
public sealed class RandomHistory(TestCluster cluster, int seed, IReadOnlyList<string>? branches = null)
{
    private const int Days = 70;
    private static readonly DateOnly Begin = new(2026, 1, 5);
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, IRolledUp> _rows = [];

    public static DateOnly First => Begin;

    public static DateOnly Last => Begin.AddDays(Days - 1);

    public IReadOnlyList<string> Branches { get; } = branches ?? [$"b-{seed}x", $"b-{seed}y", $"b-{seed}z"];

    public IEnumerable<TRow> Rows<TRow>() => _rows.Values.OfType<TRow>();

    public bool Has(Type rows) => _rows.Values.Any(rows.IsInstanceOfType);

    /// <summary>A row comes or changes. Some go to another branch or another day, also long past.</summary>
    public async Task Happen()
    {
        var number = _random.Next(40);
        var (key, row) = _random.Next(13) switch
        {
            0 => Keyed(Ticket($"t-{seed}-{number}")),
            1 => Keyed(Completion($"t-{seed}-{number}/1")),
            2 => Keyed(Card($"sv-{seed}-{number}")),
            3 => Keyed(Call($"t-{seed}-{number}/1")),
            4 => Keyed(Term($"con-{seed}-{number}/1")),
            5 => Keyed(File($"c-{seed}-{number}")),
            6 => Keyed(Evening(Of(Branches), Day())),
            7 => Keyed(Promise($"t-{seed}-{number}/1", Day())),
            8 => Keyed(Worked($"dr-{seed}-{number}/tech-1")),
            9 => Keyed(Contact($"k-{seed}-{number}")),
            11 => Keyed(OldTicket($"t-{seed}-{number}/day")),
            10 => Keyed(WarrantyVisit($"c-{seed}-{number}")),
            _ => Keyed(Complaint($"cmp-{seed}-{number}")),
        };
        var before = _rows.GetValueOrDefault(key);
        await Save(before, row);
        _rows[key] = row;
    }

    public DateOnly Day() => Begin.AddDays(_random.Next(Days));

    public T Of<T>(IReadOnlyList<T> some) => some[_random.Next(some.Count)];

    public bool Now(int inHundred) => _random.Next(100) < inHundred;

    private static (string, IRolledUp) Keyed(IRolledUp row) => ($"{row.GetType().Name} {Id(row)}", row);

    private static string Id(object row) => (string)row.GetType().GetProperty("Id")!.GetValue(row)!;

    private async Task Save(IRolledUp? before, IRolledUp after)
    {
        await using var db = await cluster.Services.GetRequiredService<IDbContextFactory<AfterSalesDb>>().CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (before is null) db.Add(after);
        else db.Update(after);
        await db.SaveChangesAsync();
        foreach (var (branch, day) in new[] { before, after }.OfType<IRolledUp>().SelectMany(row => row.RollupDays.Select(day => (row.BranchId, day))).Distinct())
            await db.Database.ExecuteSqlAsync($"insert into mark (branch_id, day) values ({branch}, {day})");
        await transaction.CommitAsync();
    }

    private TEnum Any<TEnum>() where TEnum : struct, Enum => Of(Enum.GetValues<TEnum>());

    private string? Maybe(params string[] some) => Now(20) ? null : Of(some);

    /// <summary>When it may have been that day somewhere on Earth.</summary>
    private DateTimeOffset In(DateOnly day) => At(day).AddHours(_random.Next(-14, 12));

    private DateTimeOffset At(DateOnly day) => new(day.ToDateTime(new TimeOnly(_random.Next(24), _random.Next(60))), TimeSpan.Zero);

    private TicketRow Ticket(string id) => Ticket(id, Day());

    private TicketRow Ticket(string id, DateOnly day) => new()
    {
        Id = id, Number = $"N-{id}", BranchId = Of(Branches), CustomerId = Maybe("c-1", "c-2"), TechnicianId = Maybe("tech-1", "tech-2", "tech-3"), ModelId = Maybe("m-1", "m-2"),
        Owner = "test", Step = Any<TicketStep>(), IsOpen = Now(50), Kind = Any<TicketKind>(), Category = Now(30) ? null : Any<ServiceCategory>(), IsEmergency = Now(10),
        RegisteredDay = day, RegisteredAt = In(day),
    };

    private TicketCompletionRow Completion(string id) => Completion(id, Day());

    private TicketCompletionRow Completion(string id, DateOnly day) => new()
    {
        Id = id, BranchId = Of(Branches), TicketId = id[..^2], Round = 1, CustomerId = Maybe("c-1", "c-2"), TechnicianId = Maybe("tech-1", "tech-2", "tech-3"), ModelId = Maybe("m-1", "m-2"), Fault = Maybe("PUMP", "BOARD", "泵/2"),
        Kind = Any<TicketKind>(), Category = Now(10) ? null : Any<ServiceCategory>(), Resolution = Any<Resolution>(), IsFixed = Now(90), CompletedDay = day, CompletedAt = In(day), IsReopened = Now(20), IsArrivalKept = Now(30) ? null : Now(80),
        Visits = _random.Next(4), Minutes = _random.Next(300),
    };

    private TicketPromiseRow Promise(string id, DateOnly day) => new()
    {
        Id = id, BranchId = Of(Branches), TicketId = id[..^2], CustomerId = "c-1", TechnicianId = Maybe("tech-1", "tech-2"), ModelId = Maybe("m-1", "m-2"), Kind = Any<TicketKind>(),
        Promise = Any<PromiseKind>(), IsRunning = Now(30), IsKept = Now(20) ? null : Now(80), IsDecided = Now(80), DueAt = At(day), StartedAt = At(day),
        Steps = _random.Next(4), Day = day, CountsAt = In(day),
    };

    private SurveyCardRow Card(string id) => Card(id, Day());

    private SurveyCardRow Card(string id, DateOnly day) => new()
    {
        Id = id, BranchId = Of(Branches), CustomerId = "c-1", TicketId = "t-1", TechnicianId = Maybe("tech-1", "tech-2"), ModelId = Maybe("m-1", "m-2"), CompletedDay = day, CompletedAt = In(day), State = Any<SurveyState>(), SendAt = At(Day()),
        InvitedAt = Now(80) ? At(Day()) : null, Attitude = Mark(), Skill = Mark(), Punctuality = Mark(), Promises = Mark(),
    };

    private FollowUpCallRow Call(string id) => Call(id, Day());

    private FollowUpCallRow Call(string id, DateOnly day) => new()
    {
        Id = id, RecordId = id[..^2], Number = 1, BranchId = Of(Branches), CustomerId = "c-1", Day = day, State = Any<FollowUpState>(), OpensAt = At(Day()), CountsAt = In(day), ClosesAt = At(Day()),
        EndedAt = Now(70) ? At(Day()) : null,
    };

    private ContractTermRow Term(string id) => new() { Id = id, ContractId = id[..^2], BranchId = Of(Branches), FromDay = Begin, EndsOn = Day(), Outcome = Any<TermOutcome>() };

    private ComplaintRow Complaint(string id) => Complaint(id, Day());

    private ComplaintRow Complaint(string id, DateOnly day) => Complaint(id, day, Day(), Day());

    private ComplaintRow Complaint(string id, DateOnly day, DateOnly answered, DateOnly closed) => new()
    {
        AnswerDay = answered, AnswerCountsAt = In(answered), ClosingDay = closed, ClosingCountsAt = In(closed),
        Id = id, BranchId = Of(Branches), TechnicianId = Maybe("tech-1", "tech-2"), ModelId = Maybe("m-1", "m-2"), IsClosedSoon = Now(50), IsClosingDecided = Now(70), IsAnswerDecided = Now(80), Category = Any<ComplaintCategory>(), State = Any<ComplaintState>(), RaisedDay = day, RaisedAt = In(day), AnswerBy = At(Day()),
        AnsweredAt = Now(60) ? At(Day()) : null,
    };

    private CustomerRow File(string id) => File(id, Day());

    private CustomerRow File(string id, DateOnly day) => new()
    {
        Id = id, BranchId = Of(Branches), Name = id, Standing = Any<CustomerStanding>(), IsComplete = Now(60), RegisteredDay = day, RegisteredAt = In(day),
        ChangedAt = At(Day()),
    };

    private BacklogDayRow Evening(string branch, DateOnly day) => new()
    {
        Id = FormattableString.Invariant($"{branch}/{day:yyyy-MM-dd}"), BranchId = branch, Day = day, Open = _random.Next(30), OverAWeek = _random.Next(3), CountedAt = At(day),
    };

    private BacklogTicketRow OldTicket(string id) => new()
    {
        Id = id, BranchId = Of(Branches), Day = Day(), TicketId = id[..^4], CustomerId = Maybe("c-1", "c-2"), TechnicianId = Maybe("tech-1", "tech-2"), ModelId = Maybe("m-1", "m-2"), Kind = Any<TicketKind>(),
    };

    private WorkedDayRow Worked(string id) => new()
    {
        Id = id, BranchId = Of(Branches), Day = Day(), TechnicianId = Maybe("tech-1", "tech-2"), IsSigned = Now(70), WorkedMinutes = Now(10) ? 0 : _random.Next(600), MinutesToWork = Now(10) ? 0 : _random.Next(480),
    };

    private ContactRow Contact(string id) => Contact(id, Day());

    private ContactRow Contact(string id, DateOnly day) => new() { Id = id, BranchId = Of(Branches), CustomerId = Maybe("c-1", "c-2"), Channel = Any<ContactChannel>(), Direction = Any<ContactDirection>(), Subject = Now(50) ? ContactSubject.Enquiry : Any<ContactSubject>(), IsEnquiryRecorded = Now(60), Day = day, At = In(day) };

    private WarrantyVisitRow WarrantyVisit(string customer) =>
        new() { Id = $"{customer}/half", BranchId = Of(Branches), CustomerId = customer, Day = Day(), TicketId = Now(60) ? "t-1" : null };

    private int? Mark() => Now(20) ? null : 1 + _random.Next(4);
}
