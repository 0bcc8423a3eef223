using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Customers;
using AfterSales.Products;
using AfterSales.Technicians;
using AfterSales.Tickets.Rules;
using GraphQL;

namespace AfterSales.Tickets;

/// <summary>A technician's visits of a day, in order, as one way.</summary>
/// <param name="Day">By the clock of his home branch.</param>
/// <param name="Vehicle">What he drives that day, as the branch calls it; null where none is planned.</param>
[Name("TechnicianDay"), Secured(Permission.SeeTickets)]
public sealed record TechnicianDayView(TechnicianView Technician, DateOnly Day, string? Vehicle, IReadOnlyList<DayVisitView> Visits);

/// <summary>A visit on a technician's day: where he goes, when he leaves, and what he brings.</summary>
[Name("DayVisit"), SecuredByParent]
public sealed class DayVisitView(DayVisit day)
{
    private static readonly TimeSpan LookedAhead = TimeSpan.FromHours(12);

    private Ticket State => day.Ticket.State;

    public VisitView Visit => new(State.Id, day.Visit);

    public TicketView Ticket => TicketView.Of(State, day.Ticket.Version);

    /// <summary>He comes from the visit before; else from the branch.</summary>
    public bool IsFromPrevious => day.Stop.IsFromPrevious;

    /// <summary>The way there, from the visit before or the branch; null where nothing is known of it.</summary>
    public int? TravelMinutes => day.Stop.TravelMinutes;

    /// <summary>When to set out: an hour ahead, or more as the way asks for, and as much later as he said he comes; but not before the visit before is over.</summary>
    public DateTimeOffset LeaveAt => day.Stop.LeaveAt;

    /// <summary>He arrives a little early: not before this instant.</summary>
    public DateTimeOffset ArriveFrom => day.Stop.ArriveFrom;

    /// <summary>He arrives at this instant at the latest.</summary>
    public DateTimeOffset ArriveBy => day.Stop.ArriveBy;

    /// <summary>When he is expected to begin, as things stand: a delay of this or an earlier visit goes along.</summary>
    public DateTimeOffset ExpectedAt => day.Stop.ExpectedAt;

    /// <summary>He is expected so much later than agreed; 0: in time.</summary>
    public int LateMinutes => day.Stop.LateMinutes;

    /// <summary>Who leaves as planned is there in time.</summary>
    public bool IsReachable => day.Stop.IsReachable;

    /// <summary>The needed parts to bring, as the assessment says.</summary>
    public IReadOnlyList<NeededPartView> Parts => State.Assessment.NeededParts.ConvertAll(part => new NeededPartView(part.Part, part.Quantity));

    /// <summary>Where he goes: where the product stands, else the customer's default address. Null for internal work and where none is on file.</summary>
    [Secured(Permission.SeeCustomers)]
    public async Task<CustomerAddressView?> GetAddressAsync(CustomerFiles customers, IGrainFactory grains)
    {
        if (State.CustomerId is not { } id || await customers.Find(id, Caller.System) is not { } customer) return null;
        var product = State.ProductId is { } productId ? await grains.GetGrain<IProductGrain>(productId).Read(Caller.System) : null;
        return customer.Details.AddressOf(product?.AddressId) is { } address ? new CustomerAddressView(State.BranchId, address) : null;
    }

    /// <summary>What can be done where he is late for a visit that has not begun, for those who may book; null where nothing has to be.</summary>
    [Secured(Permission.DispatchTickets)]
    public async Task<LateVisitView?> GetIfLateAsync(TechnicianProposer proposer, Caller caller, CancellationToken cancellation)
    {
        if (day.Stop.LateMinutes == 0 || day.Visit is not { End: null, Arrived: null } visit) return null;
        var minutes = (int)Math.Ceiling((visit.To - visit.From).TotalMinutes);
        if (await Offers(visit.From, isAgreed: true) is not { } others || await Offers(ExpectedAt, isAgreed: false) is not { } later) return null;
        return new LateVisitView(
            later.FirstOrDefault(proposal => proposal.Technician.Id == visit.TechnicianId)?.From,
            [.. others.Where(proposal => proposal.Technician.Id != visit.TechnicianId).OrderByDescending(proposal => proposal.From == visit.From).Take(3)]);

        async Task<IReadOnlyList<TechnicianProposalView>?> Offers(DateTimeOffset since, bool isAgreed) =>
            (await proposer.Propose(State.Id, new ProposalSearch(minutes, since, visit.To + LookedAhead, First: 100, IsAgreed: isAgreed), caller, cancellation))?.Proposals;
    }
}

/// <summary>Who is late for a visit moves it with the customer's consent, or another goes.</summary>
/// <param name="MoveTo">The first time at which the same technician could be there, to be agreed with the customer; null: none within half a day.</param>
/// <param name="Others">The best others, those at the agreed time first; at most three.</param>
[Name("LateVisit"), SecuredByParent]
public sealed record LateVisitView(DateTimeOffset? MoveTo, IReadOnlyList<TechnicianProposalView> Others);

[Queries]
public sealed class TechnicianDayQueries(TechnicianDays days)
{
    /// <summary>
    /// A technician's visits of a day in order, each with the way there from the one before, when to leave and arrive, the address and what to bring.
    /// A branch sees those of its own work; null for a technician you may not see, and where the account is no technician's and none is named.
    /// </summary>
    /// <param name="technicianId">Left out: you.</param>
    /// <param name="day">By the clock of his home branch; left out: today.</param>
    [Secured(Permission.SeeTickets)]
    public async Task<TechnicianDayView?> TechnicianDayAsync(Caller caller, CancellationToken cancellation, string? technicianId = null, DateOnly? day = null) =>
        (technicianId ?? caller.Technician) is { } id && await days.Of(id, day, caller, cancellation) is { } found
            ? new TechnicianDayView(
                TechnicianView.Of(found.Technician.State, found.Technician.Version), found.Day, found.Technician.State.Vehicles.On(found.Day), [.. found.Visits.Select(visit => new DayVisitView(visit))])
            : null;
}
