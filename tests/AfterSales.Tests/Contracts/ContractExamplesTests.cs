using AfterSales.Calendars;
using AfterSales.Contracts;
using AfterSales.Contracts.Rules;
using AfterSales.Records;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Contracts;

/// <summary>The end of contracts, worked through; each example names the line of the sources it comes from.</summary>
public sealed class ContractExamplesTests
{
    private static readonly WorkingCalendar Office = ShanghaiOffice();
    private static readonly ContractPlan Plan = new(ContractPolicies.NoticeMonths.Standard, ContractPolicies.ReminderDays.Standard, ContractPolicies.InspectionLeadDays.Standard);

    [Theory]
    [InlineData("S1 P2 (20)", "a month before the last of July is the last of June", "2026-07-31", "2026-06-30T08:30+08:00", "2026-07-24T08:30+08:00")]
    [InlineData("S1 P2 (20)", "a month before the last of February is the same date", "2027-02-28", "2027-01-28T08:30+08:00", "2027-02-19T08:30+08:00")]
    [InlineData("S1 P2 (20)", "the month before has no thirty-first", "2026-10-31", "2026-09-30T08:30+08:00", "2026-10-23T08:30+08:00")]
    [InlineData("S1 P2 (20)", "the day falls into the festival: the Saturday before it", "2026-03-15", "2026-02-14T08:30+08:00", "2026-03-06T08:30+08:00")]
    [InlineData("S1 P2 (20)", "over the turn of the year", "2027-01-15", "2026-12-15T08:30+08:00", "2027-01-08T08:30+08:00")]
    public void A_contract_that_ends_is_told_of_a_month_ahead_and_reminded_of_a_week_ahead(string line, string what, string end, string notice, string reminder)
    {
        var contract = Made(end);
        Assert.True((contract.NoticeAt, contract.ReminderAt) == (At(notice), At(reminder)), $"{line}, {what}: {contract.NoticeAt:O}, {contract.ReminderAt:O}");
    }

    [Theory]
    [InlineData("S1 P2 (20)", "renewed in the last month, for a year", "2026-06-30", "2026-06-10T10:00+08:00", "2027-06-30", "2026-07-01", "2027-05-28T08:30+08:00")]
    [InlineData("S1 P2 (20)", "renewed on its last day", "2026-06-30", "2026-06-30T17:00+08:00", "2026-12-31", "2026-07-01", "2026-11-30T08:30+08:00")]
    [InlineData("S1 P2 (20)", "renewed half a year too early: it begins no earlier for that", "2026-12-31", "2026-06-10T10:00+08:00", "2027-12-31", "2027-01-01", "2027-11-30T08:30+08:00")]
    [InlineData("S1 P2 (20)", "the day after the twenty-eighth of a leap year's February is the leap day", "2028-02-28", "2028-02-01T10:00+08:00", "2029-02-28", "2028-02-29", "2029-01-26T08:30+08:00")]
    public void A_renewed_contract_goes_on_the_day_after_and_all_moves_to_its_new_end(string line, string what, string end, string renewed, string newEnd, string from, string notice)
    {
        var contract = Made(end);
        var next = After(contract, ContractRules.Renew(contract, new RenewContract(Date(newEnd), 130_000), Office, Plan, At(renewed)));
        Assert.True((next.Term.From, next.EndsOn, next.NoticeAt) == (Date(from), Date(newEnd), At(notice)), $"{line}, {what}: {next.Term}, {next.NoticeAt:O}");
    }

    [Theory]
    [InlineData("S1 P2 (20)", "not renewed: it holds to its end and owes no notice", "lapse", "2026-06-30", false)]
    [InlineData("S1 P2 (20)", "cancelled: it holds to the day before and owes no notice", "cancel", "2026-02-02", false)]
    [InlineData("S1 P2 (20)", "the customer stays after all: to its end, and the notice is owed again", "lapse resume", "2026-06-30", true)]
    [InlineData("S1 P2 (20)", "renewed after it was said that he does not: first that is taken back", "lapse resume renew", "2027-06-30", true)]
    public void What_became_of_it_is_on_record_with_the_reason(string line, string what, string steps, string endsOn, bool isNoticeOwed)
    {
        var at = At("2026-02-03T10:00+08:00");
        var contract = steps.Split(' ').Aggregate(Made("2026-06-30"), (state, step) => After(state, step switch
        {
            "lapse" => ContractRules.Lapse(state, "客户搬迁", Office, at),
            "cancel" => ContractRules.Cancel(state, new CancelContract("破产"), Office, Plan, at),
            "resume" => ContractRules.Resume(state, "不搬了", Office, Plan, at),
            _ => ContractRules.Renew(state, new RenewContract(Date("2027-06-30"), 130_000), Office, Plan, at),
        }));
        Assert.True((contract.EndsOn, contract.NoticeAt is not null) == (Date(endsOn), isNoticeOwed), $"{line}, {what}: {contract.EndsOn:O}, {contract.NoticeAt:O}");
    }

    /// <summary>Entered on its first day, the first of January 2026, at nine.</summary>
    private static Contract Made(string end) => After(null, ContractRules.Make(
        "con-1", "SH-V2601-00001", new MakeContract("b-sh", "c-1", new ContractDetails { ProductIds = ["ip-1"] }, new ContractTerm(new(2026, 1, 1), Date(end), 120_000)),
        "CNY", Office, Plan, At("2026-01-01T09:00+08:00")));

    private static Contract After(Contract? contract, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(contract, Contract.Apply)!;
    }
}
