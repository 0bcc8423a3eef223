using AfterSales.Access;
using AfterSales.Complaints;
using AfterSales.Complaints.Rules;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Enquiries;
using AfterSales.Enquiries.Rules;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.ClusterTests.Contacts;

/// <summary>Every call and letter, in or out, is in the registers whoever made it (feature 50b; S3 ⑹-5 规定 7, (六)).</summary>
public abstract class RegisteredByOthersTests(TestCluster cluster)
{
    [Fact]
    public async Task Each_try_of_a_follow_up_call_stands_in_the_call_list_with_what_became_of_it()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Completed("tries", cluster.Now.AddHours(1));
        var calls = cluster.Grains.GetGrain<ITicketFollowUps>(ticket.GetPrimaryKeyString());
        await cluster.Time.MoveTo((await ticket.Read(company.Staff))!.FollowUps.Calls[0].OpensAt);
        var agent = TestCluster.At(company.BranchId, Role.FollowUpAgent) with { Account = "acc-agent" };
        await Company.Accepted(calls.RecordFollowUp(new(new RecordFollowUp(1, CallResult.NoAnswer), agent, "try-1")));
        await Company.Accepted(calls.RecordFollowUp(new(new RecordFollowUp(1, CallResult.NoAnswer), agent, "try-1")));
        await cluster.Time.MoveTo(cluster.Now.AddHours(6));
        await Company.Accepted(calls.RecordFollowUp(new(new RecordFollowUp(1, CallResult.Reached, Words: "一切正常"), agent)));
        await cluster.Time.Settle();
        var list = await Register(company, row => row.Subject == ContactSubject.FollowUp);
        Assert.Equal([(ContactOutcome.NoAnswer, "acc-agent"), (ContactOutcome.Reached, "acc-agent")], list.Select(row => (row.Outcome!.Value, row.TakenBy)));
        Assert.All(list, row => Assert.Equal(
            (ContactChannel.Call, ContactDirection.Outgoing, company.CustomerId, ticket.GetPrimaryKeyString(), $"{ticket.GetPrimaryKeyString()}/1"),
            (row.Channel, row.Direction, row.CustomerId, row.TicketId, row.About)));
        Assert.Equal(["一切正常"], await Words(list));
    }

    [Fact]
    public async Task A_tickets_request_and_each_word_to_the_customer_are_registered()
    {
        var company = await Company.Open(cluster);
        var by = company.Staff with { Account = "acc-desk" };
        var ticket = company.Ticket("words");
        await Company.Accepted(ticket.Register(new(company.Leak with { Channel = Channel.WalkIn }, by)));
        await Company.Accepted(ticket.Report(new(new ReportAgain(Channel.Email, "还在漏", null), by)));
        await Company.Accepted(ticket.Message(new(new SendMessage(Channel.Letter, "配件已订购"), by)));
        await cluster.Time.Settle();
        Assert.Equal(
            [
                (ContactChannel.Email, ContactDirection.Incoming, (ContactOutcome?)null), (ContactChannel.Letter, ContactDirection.Outgoing, ContactOutcome.Sent),
                (ContactChannel.Visit, ContactDirection.Incoming, null),
            ],
            (await Register(company)).Select(row => (row.Channel, row.Direction, row.Outcome)).OrderBy(row => row.Channel.ToString(), StringComparer.Ordinal));
        Assert.All(await Register(company), row => Assert.Equal("acc-desk", row.TakenBy));
    }

    [Fact]
    public async Task A_ticket_that_came_of_a_registered_call_is_linked_to_it_and_not_registered_again()
    {
        var company = await Company.Open(cluster);
        var entry = cluster.Grains.GetGrain<IContactGrain>($"k-{company.BranchId[2..]}-came");
        await Company.Accepted(entry.Record(company.Intent(new RecordedContact(company.BranchId, ContactChannel.Call, ContactDirection.Incoming, ContactSubject.Request, "漏水"))));
        var ticket = company.Ticket("came");
        await Company.Accepted(ticket.Register(company.Intent(company.Leak with { HeardIn = entry.GetPrimaryKeyString() })));
        await cluster.Time.Settle();
        var row = Assert.Single(await Register(company));
        Assert.Equal((entry.GetPrimaryKeyString(), ticket.GetPrimaryKeyString(), company.CustomerId), (row.Id, row.TicketId, row.CustomerId));
    }

    [Fact]
    public async Task An_enquiry_is_registered_when_it_is_taken_and_when_the_customer_is_told_but_not_when_a_call_was_heard_already()
    {
        var company = await Company.Open(cluster);
        var enquiry = cluster.Grains.GetGrain<IEnquiryGrain>($"enq-{company.BranchId[2..]}");
        await Company.Accepted(enquiry.Take(company.Intent(new TakeEnquiry(company.BranchId, company.CustomerId, EnquiryKind.PriceQuestion, null, "烘干机多少钱？", Channel: ContactChannel.Email))));
        await Company.Accepted(enquiry.Tell(company.Intent(new EnquiryWords("3,999 元"))));
        var heard = cluster.Grains.GetGrain<IEnquiryGrain>($"enq-{company.BranchId[2..]}-heard");
        await Company.Accepted(heard.Take(company.Intent(new TakeEnquiry(company.BranchId, company.CustomerId, EnquiryKind.Lead, "k-heard", "想换新"))));
        await cluster.Time.Settle();
        var list = await Register(company);
        Assert.Equal([(ContactChannel.Email, ContactSubject.Enquiry), (ContactChannel.Call, ContactSubject.Answer)],
            list.OrderBy(row => row.Direction).Select(row => (row.Channel, row.Subject)));
        Assert.All(list, row => Assert.Equal(enquiry.GetPrimaryKeyString(), row.About));
    }

    [Fact]
    public async Task Who_is_complained_about_does_not_see_it_in_the_register_and_nobody_reads_its_words_there()
    {
        var company = await Company.Open(cluster);
        var complaint = cluster.Grains.GetGrain<IComplaintGrain>($"cmp-{company.BranchId[2..]}");
        await Company.Employed(cluster, "acc-rude");
        var line = TestCluster.At(Assignment.Headquarters, Role.ComplaintOfficer) with { Account = "acc-line" };
        await Company.Accepted(complaint.Raise(new(new RaiseComplaint(company.BranchId, company.CustomerId, null, "acc-rude", ComplaintCategory.StaffConduct,
            ComplaintSeverity.General, ComplaintSource.Contact, null, "态度差"), line)));
        await Company.Accepted(complaint.Answer(new(new ComplaintWords("已道歉", [], ContactChannel.Letter), line)));
        await cluster.Time.Settle();
        var list = await Register(company);
        Assert.Equal([(ContactDirection.Incoming, ContactChannel.Call), (ContactDirection.Outgoing, ContactChannel.Letter)],
            list.OrderBy(row => row.Direction).Select(row => (row.Direction, row.Channel)));
        Assert.Empty(await Words(list));
        var rude = company.Staff with { Account = "acc-rude" };
        Assert.All(await Task.WhenAll(list.Select(row => cluster.Grains.GetGrain<IContactGrain>(row.Id).Read(rude))), Assert.Null);
        Assert.All(await Task.WhenAll(list.Select(row => cluster.Grains.GetGrain<IContactGrain>(row.Id).Read(company.Staff))), Assert.NotNull);
    }

    private async Task<List<ContactRow>> Register(Company company, Func<ContactRow, bool>? which = null) =>
        [.. (await cluster.Rows<ContactRow>(rows => rows.Where(row => row.BranchId == company.BranchId).OrderBy(row => row.At))).Where(which ?? (_ => true))];

    private async Task<string[]> Words(IEnumerable<ContactRow> entries)
    {
        var keys = entries.Select(row => row.Id).ToArray();
        return [.. (await cluster.Rows<JournalTextRow>(rows => rows.Where(row => keys.Contains(row.Record) && row.Field == "text"))).Select(row => row.Words!)];
    }
}

public sealed class RegisteredByOthersOnSqlite(SqliteCluster cluster) : RegisteredByOthersTests(cluster), IClassFixture<SqliteCluster>;

public sealed class RegisteredByOthersOnPostgreSql(PostgreSqlCluster cluster) : RegisteredByOthersTests(cluster), IClassFixture<PostgreSqlCluster>;
