using System.Text.Json;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Tickets;

/// <summary>The way to the customer (S2 B1.2(2), 准备出发): planned with the visit, by the branch's zones or as the dispatcher says.</summary>
public abstract class TravelTests(TestCluster cluster)
{
    [Fact]
    public async Task The_plan_leaves_an_hour_ahead_or_more_by_the_way_and_arrives_five_to_ten_minutes_early()
    {
        var company = await WithZone(travelMinutes: 75);
        var from = cluster.Now.AddHours(3);
        var ticket = await company.Scheduled("zone", from);
        var trip = (await ticket.Read(company.Staff))!.Visits.Current!.Trip!;
        Assert.Equal((75, from.AddMinutes(-85), from.AddMinutes(-10), from.AddMinutes(-5)), (trip.TravelMinutes!.Value, trip.LeaveAt, trip.ArriveFrom, trip.ArriveBy));
        // What the dispatcher says of the way goes before the zone.
        await Company.Accepted(ticket.HandBack(company.Intent(new HandBackVisit(null, true, "生病"))));
        await Company.Accepted(ticket.Schedule(company.Intent(new ScheduleVisit(company.TechnicianId, from, from.AddHours(1), null, TravelMinutes: 20))));
        Assert.Equal(from.AddHours(-1), (await ticket.Read(company.Staff))!.Visits.Current!.Trip!.LeaveAt);
        // And goes along with the visit when it gets another time.
        await Company.Accepted(ticket.Reschedule(company.Intent(new RescheduleVisit(null, from.AddHours(2), from.AddHours(3), true, "客户有事"))));
        Assert.Equal((20, from.AddHours(1)), ((await ticket.Read(company.Staff))!.Visits.Current!.Trip is { } moved ? (moved.TravelMinutes!.Value, moved.LeaveAt) : default));
        await Company.Refused<InputInvalid>((await company.Assessed("far")).Schedule(
            company.Intent(new ScheduleVisit(company.TechnicianId, from, from.AddHours(1), null, TravelMinutes: 1441))));
    }

    [Fact]
    public async Task A_plan_that_cannot_be_reached_needs_a_reason_or_is_refused_as_the_branch_has_it()
    {
        var company = await WithZone(travelMinutes: 30);
        var from = cluster.Now.AddHours(3);
        await company.Scheduled("first", from);
        // From the end of the first visit there are twenty minutes; the way within the zone and the five before the visit need twenty-five.
        var tight = await company.Assessed("tight");
        var asked = new ScheduleVisit(company.TechnicianId, from.AddMinutes(80), from.AddMinutes(140));
        Assert.Equal([BookingObjection.TravelTooShort], (await Company.Refused<BookingNeedsReason>(tight.Schedule(company.Intent(asked)))).Objections);
        // Nor can anybody be there in twenty minutes from now.
        Assert.Equal([BookingObjection.TravelTooShort], (await Company.Refused<BookingNeedsReason>(
            (await company.Assessed("now")).Schedule(company.Intent(new ScheduleVisit(company.TechnicianId, cluster.Now.AddMinutes(20), cluster.Now.AddMinutes(40)))))).Objections);

        await Company.Accepted(cluster.Grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(company.BranchId)).Set(new Intent<SetPolicy>(
            new SetPolicy(company.BranchId, TechnicianPolicies.Booking.Key, JsonSerializer.Serialize(
                TechnicianPolicies.Booking.Standard with { TravelTooShort = Strictness.Refuse }, RecordJson.State)), company.Director)));
        Assert.Equal(25, (await Company.Refused<TravelTooShort>(tight.Schedule(company.Intent(asked with { Reason = "客户着急" })))).TravelMinutes);
        await Company.Accepted(tight.Schedule(company.Intent(asked with { From = from.AddMinutes(95), To = from.AddMinutes(150) })));
    }

    [Fact]
    public async Task A_reason_is_kept_where_the_way_is_too_long()
    {
        var company = await WithZone(travelMinutes: 30);
        var ticket = await company.Assessed("reason");
        await Company.Accepted(ticket.Schedule(company.Intent(new ScheduleVisit(company.TechnicianId, cluster.Now.AddMinutes(20), cluster.Now.AddMinutes(80), "技术员就在附近"))));
        var key = ticket.GetPrimaryKeyString();
        Assert.Equal("技术员就在附近", Assert.Single(await cluster.Rows<JournalTextRow>(rows => rows.Where(row => row.Record == key && row.Field == "reason"))).Words);
    }

    [Fact]
    public async Task A_visit_for_at_once_needs_a_reason_also_where_nobody_knows_the_way()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Assessed("at-once");
        foreach (var from in new[] { cluster.Now, cluster.Now.AddMinutes(-10), cluster.Now.AddMinutes(4) })
            Assert.Equal([BookingObjection.TravelTooShort], (await Company.Refused<BookingNeedsReason>(ticket.Schedule(
                company.Intent(new ScheduleVisit(company.TechnicianId, from, from.AddHours(1)))))).Objections);
        await Company.Accepted(ticket.Schedule(company.Intent(new ScheduleVisit(company.TechnicianId, cluster.Now, cluster.Now.AddMinutes(30), "技术员就在附近"))));
        await Company.Accepted((await company.Assessed("soon")).Schedule(company.Intent(new ScheduleVisit(company.TechnicianId, cluster.Now.AddMinutes(40), cluster.Now.AddHours(1)))));
    }

    [Fact]
    public async Task From_one_customer_to_the_next_it_is_as_far_as_their_places_say_and_what_is_proposed_is_booked_without_a_word()
    {
        var company = await WithZone(travelMinutes: 75, new Coordinates(31.2412, 121.4903));
        var from = cluster.Now.AddHours(3);
        await company.Scheduled("first", from);
        // Next door, ten minutes after: from the branch it would be seventy-five.
        var next = await company.Assessed("next");
        var proposals = await cluster.Services.GetRequiredService<TechnicianProposer>().Propose(
            next.GetPrimaryKeyString(), new ProposalSearch(60, from, from.AddHours(8)), company.Staff, TestContext.Current.CancellationToken);
        var proposed = Assert.Single(proposals!.Proposals);
        Assert.Equal(from.AddMinutes(75), proposed.From);
        await Company.Accepted(next.Schedule(company.Intent(new ScheduleVisit(company.TechnicianId, proposed.From, proposed.To))));
        // What the technician's record keeps of the place is no address.
        var technician = (await cluster.Grains.GetGrain<ITechnicianGrain>(company.TechnicianId).Read(company.Staff))!;
        Assert.All(technician.Appointments.All, appointment => Assert.Equal(new Coordinates(31.24, 121.49), appointment.Destination!.Place));
        // Seventeen kilometres off nobody is in a quarter of an hour, and he who says otherwise gives a reason.
        var far = await Elsewhere(company, "far", new Coordinates(31.20, 121.31));
        var asked = new ScheduleVisit(company.TechnicianId, proposed.To.AddMinutes(15), proposed.To.AddMinutes(45));
        Assert.Equal([BookingObjection.TravelTooShort], (await Company.Refused<BookingNeedsReason>(far.Schedule(company.Intent(asked)))).Objections);
        await Company.Accepted(far.Schedule(company.Intent(asked with { TravelMinutes = 10 })));
    }

    private async Task<ITicketGrain> Elsewhere(Company company, string name, Coordinates place)
    {
        var customer = $"{company.CustomerId}-{name}";
        await Company.Accepted(cluster.Grains.GetGrain<ICustomerGrain>(customer).Register(company.Intent(new RegisterCustomer(
            company.BranchId, Company.Wang with { Phones = [], Addresses = [new CustomerAddress("", "虹桥路 1", "上海", PostalCode: "200336", Coordinates: place)] }))));
        var ticket = company.Ticket(name);
        await Company.Accepted(ticket.Register(company.Intent(company.Leak with { CustomerId = customer, ProductId = null })));
        await Company.Accepted(ticket.Assess(company.Intent(new AssessTicket([new PartToAssess("motor", null, null)], null, null))));
        return ticket;
    }

    private async Task<Company> WithZone(int travelMinutes, Coordinates? place = null)
    {
        var company = await Company.Open(cluster);
        await Company.Accepted(cluster.Grains.GetGrain<IBranchGrain>(company.BranchId).SetZones(new Intent<SetZones>(
            new SetZones([new ServiceZone("近郊", Zone.Suburban, travelMinutes, [new PostalCodeRange("200000", "200999")], [])]), company.Director)));
        await Company.Accepted(cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).Amend(company.Intent(
            Company.Wang with { Addresses = [new CustomerAddress("", "南京东路 1", "上海", PostalCode: "200001", Coordinates: place)] })));
        return company;
    }
}

public sealed class TravelTestsOnSqlite(SqliteCluster cluster) : TravelTests(cluster), IClassFixture<SqliteCluster>;

public sealed class TravelTestsOnPostgreSql(PostgreSqlCluster cluster) : TravelTests(cluster), IClassFixture<PostgreSqlCluster>;
