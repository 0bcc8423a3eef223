using AfterSales.Complaints.Rules;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using static AfterSales.Tests.FollowUps.FollowUpScenarios;

namespace AfterSales.Tests.FollowUps;

/// <summary>What the customer asks, wishes or complains of in a call is taken down and seen to (S3 ⑹-5 规定 4).</summary>
public sealed class FollowUpSaidTests
{
    private static readonly SaidByCustomer Fault = new(SaidKind.Fault, "洗衣机又漏水", new SaidDetails(IsEmergency: true));

    private static readonly SaidByCustomer Complaint = new(SaidKind.Complaint, "师傅迟到两小时", new SaidDetails(ComplaintCategory.StaffConduct, IsAboutTechnician: true));

    private static readonly FollowUpFile File = new("t-1", "b-sh", "c-1", "ip-1", "tech-1", Due());

    [Fact]
    public void Each_thing_the_customer_says_opens_something_of_its_own()
    {
        var calls = After(Due(), due => Record(due, new(1, CallResult.Reached) { Said = [Fault, Complaint] }, Opens));
        Assert.Equal(["opened-0"], calls.Calls[0].Told);
        Assert.Equal(["opened-1"], calls.Calls[0].Opened);
        // Where the fault is, is known when it was taken down.
        calls = After(calls, told => FollowUpRules.Taken(told, new ToldFaultTaken(1, "opened-0", "t-open")));
        Assert.Empty(calls.Calls[0].Told);
        Assert.Equal(["opened-1", "t-open"], calls.Calls[0].Opened);
        Assert.Empty(FollowUpRules.Taken(calls, new ToldFaultTaken(1, "opened-0", "t-open")).Events);
    }

    [Fact]
    public void The_keys_of_what_is_opened_follow_from_the_call_so_that_a_repeat_opens_nothing_twice()
    {
        var made = new RecordFollowUp(1, CallResult.Reached) { Said = [Fault, Complaint, Complaint] };
        var keys = FollowUpEffects.KeysFor(File, made);
        Assert.Equal(keys, FollowUpEffects.KeysFor(File, made));
        Assert.Equal(3, keys.Distinct().Count());
        Assert.Equal(["t", "cmp", "cmp"], keys.Select(key => key.Split('-')[0]));
        Assert.All(keys, key => Assert.True(RecordKey.IsKey(key)));
    }

    [Fact]
    public void A_later_try_of_the_same_call_opens_other_things()
    {
        var made = new RecordFollowUp(1, CallResult.CallBackLater, Opens.AddDays(1)) { Said = [Fault] };
        var later = File with { Calls = After(Due(), due => Record(due, made, Opens)) };
        Assert.NotEqual(FollowUpEffects.KeysFor(File, made), FollowUpEffects.KeysFor(later, made));
    }

    [Theory]
    [InlineData(CallResult.NoAnswer, "words", "said", "NOBODY_REACHED")]
    [InlineData(CallResult.WrongNumber, "words", "said", "NOBODY_REACHED")]
    [InlineData(CallResult.Reached, " ", "said[0].words", "REQUIRED")]
    public void What_nobody_said_is_not_taken_down(CallResult result, string words, string path, string code)
    {
        var refusal = Record(Due(), new(1, result) { Said = [Fault with { Words = words }] }, Opens).Refusal;
        Assert.Equal([new InputIssue(path, code)], Assert.IsType<InputInvalid>(refusal).Issues);
    }

    [Fact]
    public void A_complaint_about_the_technician_names_him_and_the_ticket()
    {
        var effect = Assert.IsType<AfterSales.Complaints.RaiseComplaintHeard>(Assert.Single(
            FollowUpEffects.Of(File, new CustomerSaid(1, Complaint.Kind, "cmp-1", Complaint.Details, Complaint.Words))));
        Assert.Equal(("tech-1", "t-1", "t-1/1", ComplaintSource.FollowUpCall), (effect.Complaint.PersonId, effect.Complaint.TicketId, effect.Complaint.HeardIn, effect.Complaint.Source));
    }

    [Theory]
    [InlineData("t-1/2", "t-1", 2)]
    [InlineData("sale-1/10", "sale-1", 10)]
    public void The_key_of_a_call_says_which_it_is(string key, string record, int number) => Assert.Equal((record, number), FollowUpEffects.Parse(key));

    [Theory]
    [InlineData("t-1")]
    [InlineData("/1")]
    [InlineData("t-1/")]
    [InlineData("t-1/-1")]
    [InlineData("t-1/x")]
    [InlineData("")]
    public void What_is_no_key_of_a_call_is_none(string key) => Assert.Null(FollowUpEffects.Parse(key));
}
