using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Records;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Tickets;

/// <summary>A second report of an open fault joins its ticket (S0 P5 I.3(3)).</summary>
public abstract class TicketDeskTests(TestCluster cluster)
{
    [Fact]
    public async Task The_same_product_reported_again_joins_the_open_ticket_and_both_reports_are_kept()
    {
        var company = await Company.Open(cluster);
        var first = await TakeDown(company, company.Leak, "one");
        var second = await TakeDown(company, company.Leak with { Symptom = "还在漏", Channel = Channel.Letter }, "two");
        Assert.Equal((false, true), (first.IsJoined, second.IsJoined));
        Assert.Equal(first.Answer.Key, second.Answer.Key);
        Assert.Equal(2, (await Ticket(first).Read(company.Staff))!.Intake.Reports);
        var words = await cluster.Rows<JournalTextRow>(rows => rows.Where(row => row.Record == first.Answer.Key && row.Field == "symptom"));
        Assert.Equal(["漏水", "还在漏"], words.OrderBy(row => row.Version).Select(row => row.Words));
    }

    [Fact]
    public async Task Another_kind_product_or_fault_is_another_ticket()
    {
        var company = await Company.Open(cluster);
        await TakeDown(company, company.Leak, "one");
        Assert.False((await TakeDown(company, company.Leak with { Kind = TicketKind.Inspection }, "two")).IsJoined);
        Assert.False((await TakeDown(company, company.Leak with { ProductId = null, Symptom = "门关不上" }, "three")).IsJoined);
        Assert.True((await TakeDown(company, company.Leak with { ProductId = null, Symptom = " 漏水 " }, "four")).IsJoined);
        Assert.False((await TakeDown(company, company.Leak, "five", isAnotherFault: true)).IsJoined);
    }

    [Fact]
    public async Task A_request_that_is_refused_uses_up_no_number()
    {
        var company = await Company.Open(cluster);
        var first = await company.Registered("first");
        await Company.Refused<InputInvalid>(company.Ticket("blank").Register(company.Intent(company.Leak with { Symptom = " " })));
        await Company.Refused<InternalWorkHasNoCustomer>(company.Ticket("internal").Register(company.Intent(company.Leak with { Kind = TicketKind.Internal })));
        await Company.Refused<InputInvalid>(company.Ticket("later").Register(company.Intent(company.Leak with { PurchasedOn = new DateOnly(2099, 1, 1) })));
        var second = await company.Registered("second");
        Assert.Equal(1, await NumberOf(second) - await NumberOf(first));

        async Task<int> NumberOf(ITicketGrain ticket) => int.Parse((await ticket.Read(company.Staff))!.Number[^5..], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task What_is_over_is_not_joined()
    {
        var company = await Company.Open(cluster);
        var first = await TakeDown(company, company.Leak, "one");
        await Company.Accepted(Ticket(first).Cancel(company.Intent(new Because("已解决"))));
        Assert.False((await TakeDown(company, company.Leak, "two")).IsJoined);
    }

    [Fact]
    public async Task A_repeat_goes_where_it_went_even_when_that_ticket_is_over()
    {
        var company = await Company.Open(cluster);
        var first = await TakeDown(company, company.Leak, "one");
        var joined = await TakeDown(company, company.Leak with { Symptom = "还在漏" }, "two");
        await Company.Accepted(Ticket(first).Cancel(company.Intent(new Because("已解决"))));
        Assert.Equal(first.Answer, (await TakeDown(company, company.Leak, "one")).Answer);
        Assert.Equal(joined.Answer, (await TakeDown(company, company.Leak with { Symptom = "还在漏" }, "two")).Answer);
        Assert.IsType<RequestIdReused>((await TakeDown(company, company.Leak with { Symptom = "别的" }, "two")).Answer.Refusal);
    }

    [Fact]
    public async Task Of_ten_calls_about_one_fault_at_the_same_moment_one_ticket_is_made()
    {
        var company = await Company.Open(cluster);
        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => TakeDown(company, company.Leak, $"call-{i}")));
        Assert.Single(taken, call => !call.IsJoined);
        Assert.Single(taken.Select(call => call.Answer.Key).Distinct());
        Assert.Equal(10, (await Ticket(taken[0]).Read(company.Staff))!.Intake.Reports);
    }

    [Fact]
    public async Task Who_calls_from_a_known_number_has_a_file_and_who_calls_from_a_new_one_gets_one()
    {
        var company = await Company.Open(cluster);
        var phones = cluster.Services.GetRequiredService<CustomersByPhone>();
        var known = (await cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).Read(company.Staff))!.Details.Phones[0];
        Assert.Equal((company.CustomerId, null), await phones.FindOrMake(company.BranchId, known, new CustomerDetails(), company.Staff));
        var unknown = new Phone($"+86139{Random.Shared.Next(10_000_000, 99_999_999)}");
        var made = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => phones.FindOrMake(company.BranchId, unknown, new CustomerDetails(), company.Staff)));
        var (id, refusal) = Assert.Single(made.Distinct());
        Assert.Null(refusal);
        Assert.Equal([unknown], (await cluster.Grains.GetGrain<ICustomerGrain>(id).Read(company.Staff))!.Details.Phones);
    }

    private ITicketGrain Ticket(TakenDown taken) => cluster.Grains.GetGrain<ITicketGrain>(taken.Answer.Key);

    private Task<TakenDown> TakeDown(Company company, RegisterTicket request, string requestId, bool isAnotherFault = false) =>
        cluster.Grains.GetGrain<ITicketDeskGrain>(company.CustomerId).TakeDown(
            company.Intent(request, requestId), RecordKey.ForNew(ITicketGrain.Prefix, null, company.Staff, $"{company.BranchId}-{requestId}"), isAnotherFault);
}

public sealed class TicketDeskOnSqlite(SqliteCluster cluster) : TicketDeskTests(cluster), IClassFixture<SqliteCluster>;

public sealed class TicketDeskOnPostgreSql(PostgreSqlCluster cluster) : TicketDeskTests(cluster), IClassFixture<PostgreSqlCluster>;
