using AfterSales.ClusterTests.Storage;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Records;

/// <summary>When the answer to a save is lost, nobody can tell whether it was saved; the record finds out.</summary>
public abstract class UnknownOutcomeTests(TestCluster cluster)
{
    private static readonly AssessTicket Assess = new([new PartToAssess("motor", null, null)], null, null);

    [Theory]
    [InlineData("given")]
    [InlineData(null)]
    public async Task A_save_that_failed_before_it_happened_is_done_once(string? requestId)
    {
        var (company, ticket) = await Begin($"before-{requestId}");
        cluster.Faults.FailBefore(1);
        var answer = await Company.Accepted(ticket.Assess(company.Intent(Assess, requestId)));
        await Once(company, ticket, answer);
    }

    [Theory]
    [InlineData("given")]
    [InlineData(null)]
    public async Task A_save_whose_answer_was_lost_is_not_done_again(string? requestId)
    {
        var (company, ticket) = await Begin($"after-{requestId}");
        cluster.Faults.FailAfter(1);
        var answer = await Company.Accepted(ticket.Assess(company.Intent(Assess, requestId)));
        await Once(company, ticket, answer);
    }

    [Fact]
    public async Task A_creation_whose_answer_was_lost_is_not_made_again()
    {
        var company = await Company.Open(cluster);
        await cluster.Time.Settle();
        var ticket = company.Ticket("creation");
        cluster.Faults.FailAfter(1);
        Assert.Equal(1, (await Company.Accepted(ticket.Register(company.Intent(company.Leak)))).Version);
        Assert.Single(await Journal(ticket));
    }

    [Fact]
    public async Task What_was_saved_unnoticed_is_told_all_the_same()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Scheduled("told", cluster.Now.AddHours(1));
        await cluster.Time.Settle();
        await Company.Accepted(ticket.Depart(company.Intent(Company.Packed)));
        await Company.Accepted(ticket.Arrive(company.Intent(new Step())));
        cluster.Faults.FailAfter(1);
        await Company.Accepted(ticket.Finish(company.Intent(Company.Certificate)));
        await cluster.Time.Settle();
        Assert.Empty(await cluster.Rows<EffectRow>(rows => rows.Where(row => row.Source == ticket.GetGrainId().ToString())));
    }

    [Fact]
    public async Task After_three_failures_the_caller_is_asked_to_try_again_and_then_it_works()
    {
        var (company, ticket) = await Begin("three");
        cluster.Faults.FailBefore(3);
        await Company.Refused<TryAgain>(ticket.Assess(company.Intent(Assess, "same")));
        Assert.Single(await Journal(ticket));
        var answer = await Company.Accepted(ticket.Assess(company.Intent(Assess, "same")));
        await Once(company, ticket, answer);
    }

    [Fact]
    public async Task A_repeat_after_a_lost_answer_gets_the_one_that_counted()
    {
        var (company, ticket) = await Begin("lost");
        cluster.Faults.FailAfter(1);
        var intent = company.Intent(Assess, "same");
        var first = await Company.Accepted(ticket.Assess(intent));
        Assert.Equal(first, await ticket.Assess(intent));
        await Once(company, ticket, first);
    }

    [Fact]
    public async Task A_save_that_somebody_else_overtook_is_decided_again_on_what_is_there_now()
    {
        var (company, ticket) = await Begin("overtaken");
        // Another activation, as after a split of the cluster, has written version 2 unseen.
        var stored = await cluster.Storage.Read(ticket.GetGrainId());
        await cluster.Storage.Save(ticket.GetGrainId(), stored, new Saved<Ticket>
        {
            Grain = ticket.GetGrainId(), State = stored.State!.State! with { Step = TicketStep.Done },
        });
        await Company.Refused<StepNotAllowed>(ticket.Assess(company.Intent(Assess)));
        Assert.Equal(TicketStep.Done, (await ticket.Read(company.Staff))!.Step);
    }

    [Fact]
    public async Task What_would_be_refused_is_decided_again_where_somebody_else_has_changed_the_record_unseen()
    {
        var (company, ticket) = await Begin("refused");
        await Company.Accepted(ticket.Assess(company.Intent(Assess)));
        await Company.Refused<StepNotAllowed>(ticket.Complete(company.Intent(new CompleteTicket())));
        var stored = await cluster.Storage.Read(ticket.GetGrainId());
        await cluster.Storage.Save(ticket.GetGrainId(), stored, new Saved<Ticket>
        {
            Grain = ticket.GetGrainId(), State = stored.State!.State! with { Step = TicketStep.Done },
        });
        await Company.Accepted(ticket.Complete(company.Intent(new CompleteTicket())));
    }

    [Fact]
    public async Task What_somebody_else_has_saved_unseen_is_read_once_the_record_is_looked_at_again()
    {
        var (company, ticket) = await Begin("read");
        await Overtake(ticket, ticket => ticket with { Step = TicketStep.Done });
        Assert.Equal((TicketStep.Registered, 1), ((await ticket.ReadVersioned(company.Staff))!.State.Step, (await ticket.ReadVersioned(company.Staff))!.Version));
        var services = cluster.Services.GetRequiredService<RecordServices>();
        services.CertainFor = TimeSpan.Zero;
        try
        {
            cluster.Faults.FailReads(1);
            Assert.Equal(TicketStep.Registered, (await ticket.Read(company.Staff))!.Step);
            Assert.Equal((TicketStep.Done, 2), ((await ticket.ReadVersioned(company.Staff))!.State.Step, (await ticket.ReadVersioned(company.Staff))!.Version));
        }
        finally
        {
            services.CertainFor = TimeSpan.FromSeconds(30);
        }
    }

    [Fact]
    public async Task What_somebody_else_has_saved_unseen_is_woken_when_it_is_due()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Completed("unseen", cluster.Now.AddHours(1));
        await cluster.Time.Settle();
        var due = (await ticket.Read(company.Staff))!;
        var stored = await cluster.Storage.Read(ticket.GetGrainId());
        // This activation knows of nothing that is due; the one that is gone had saved more.
        await Overtake(ticket, saved => saved with { FollowUps = saved.FollowUps with { Calls = [] } });
        await cluster.Forget(ticket);
        Assert.Empty((await ticket.Read(company.Staff))!.FollowUps.Calls);
        await Overtake(ticket, _ => stored.State!.State!);
        cluster.Services.GetRequiredService<VirtualClock>().MoveTo(due.FollowUps.Calls[0].OpensAt);
        await ticket.Wake();
        Assert.Equal(FollowUpState.Due, (await ticket.Read(company.Staff))!.FollowUps.Calls[0].State);
    }

    [Fact]
    public async Task A_record_that_somebody_else_made_meanwhile_is_changed_instead_of_made()
    {
        var company = await Company.Open(cluster);
        var key = $"{company.CustomerId}-listed";
        var customer = cluster.Grains.GetGrain<ICustomerGrain>(key);
        Assert.Null(await customer.Read(company.Staff));
        // Another activation has made it unseen.
        var grain = customer.GetGrainId();
        await cluster.Storage.WriteStateAsync("customer", grain, new GrainState<Saved<Customer>>(new Saved<Customer>
        {
            Grain = grain, State = new Customer { Id = key, BranchId = company.BranchId, Details = Company.Wang },
        }));
        Assert.Equal(2, (await Company.Accepted(customer.Put(company.Intent(new RegisterCustomer(company.BranchId, Company.Wang with { Reference = "R-1" }))))).Version);
        Assert.Equal("R-1", (await customer.Read(company.Staff))!.Details.Reference);
    }

    [Fact]
    public async Task A_wake_and_a_refresh_that_somebody_else_overtook_are_tried_again_on_what_is_there_now()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Completed("woken", cluster.Now.AddHours(1));
        await cluster.Time.Settle();
        await Overtake(ticket);
        await ticket.Refresh();
        cluster.Services.GetRequiredService<VirtualClock>().MoveTo((await ticket.Read(company.Staff))!.FollowUps.Calls[0].OpensAt);
        await Overtake(ticket);
        await ticket.Wake();
        Assert.Equal(FollowUpState.Due, (await ticket.Read(company.Staff))!.FollowUps.Calls[0].State);
    }

    [Fact]
    public async Task A_wake_that_fails_three_times_ends_in_a_failure_that_says_to_try_again()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Completed("unwoken", cluster.Now.AddHours(1));
        await cluster.Time.Settle();
        cluster.Services.GetRequiredService<VirtualClock>().MoveTo((await ticket.Read(company.Staff))!.FollowUps.Calls[0].OpensAt);
        cluster.Faults.FailBefore(3);
        Assert.True(Infrastructure.Failed(await Assert.ThrowsAsync<TimeoutException>(ticket.Wake)));
        await ticket.Wake();
        Assert.Equal(FollowUpState.Due, (await ticket.Read(company.Staff))!.FollowUps.Calls[0].State);
    }

    /// <summary>Another activation, as after a split of the cluster, saves unseen: the same state, where nothing is said.</summary>
    private async Task Overtake(ITicketGrain ticket, Func<Ticket, Ticket>? change = null)
    {
        var stored = await cluster.Storage.Read(ticket.GetGrainId());
        var state = stored.State!.State!;
        await cluster.Storage.Save(ticket.GetGrainId(), stored, new Saved<Ticket> { Grain = ticket.GetGrainId(), State = change is null ? state : change(state) });
    }

    private async Task<(Company Company, ITicketGrain Ticket)> Begin(string name)
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Registered(name);
        // What the registration tells others is saved too: it must not use up a fault that is meant for the ticket.
        await cluster.Time.Settle();
        return (company, ticket);
    }

    private async Task Once(Company company, ITicketGrain ticket, Answer answer)
    {
        Assert.Equal(2, answer.Version);
        Assert.Equal(TicketStep.Assessed, (await ticket.Read(company.Staff))!.Step);
        Assert.Equal([1, 2], (await Journal(ticket)).Select(entry => entry.Version).Order());
        await cluster.Forget(ticket);
        Assert.Equal(TicketStep.Assessed, (await ticket.Read(company.Staff))!.Step);
    }

    private Task<List<JournalRow>> Journal(ITicketGrain ticket) =>
        cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == ticket.GetPrimaryKeyString()));
}

public sealed class UnknownOutcomeTestsOnSqlite(SqliteCluster cluster) : UnknownOutcomeTests(cluster), IClassFixture<SqliteCluster>;

public sealed class UnknownOutcomeTestsOnPostgreSql(PostgreSqlCluster cluster) : UnknownOutcomeTests(cluster), IClassFixture<PostgreSqlCluster>;
