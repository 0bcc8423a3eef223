using AfterSales.Calendars;
using AfterSales.Catalogue.Rules;
using AfterSales.Contracts;
using AfterSales.Contracts.Rules;
using AfterSales.Promises.Rules;
using AfterSales.Records;
using CsCheck;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Contracts;

public sealed class ContractRulesTests
{
    private static readonly WorkingCalendar Office = ShanghaiOffice();
    private static readonly ContractPlan Plan = new(NoticeMonths: 1, ReminderDays: 7, InspectionLeadDays: 14);

    /// <summary>Thursday, 1 January 2026, 09:00 in Shanghai.</summary>
    private static readonly DateTimeOffset Start = At("2026-01-01T01:00:00Z");

    private static readonly ContractTerm Year2026 = new(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), 120_000);

    // S0 P4 III: bolts after one month, joints each six months, sealant yearly.
    private static readonly InspectionItem Bolts = new("bolts", "螺栓", 1, null, InspectionChannel.Site, null, []);
    private static readonly InspectionItem Joints = new("joints", "接缝", 6, 6, InspectionChannel.Site, null, []);
    private static readonly InspectionItem Sealant = new("sealant", "密封胶", 12, 12, InspectionChannel.Site, null, []);
    private static readonly InspectionItem Monthly = new("monthly", "电话检查", 1, 1, InspectionChannel.Phone, null, []);

    [Fact]
    public void S1_P2_20_The_expiry_notice_is_made_one_calendar_month_before_the_end() =>
        Assert.Equal(At("2026-11-30T00:30:00Z"), Made(Year2026).NoticeAt);

    [Theory]
    [InlineData("2026-03-31", "2026-02-28T00:30:00Z")]
    [InlineData("2026-04-01", "2026-02-28T00:30:00Z")]
    [InlineData("2026-05-31", "2026-04-30T00:30:00Z")]
    [InlineData("2028-03-31", "2028-02-29T00:30:00Z")]
    public void Where_the_month_before_has_no_such_day_or_no_work_is_done_the_notice_comes_earlier_never_later(string end, string notice) =>
        Assert.Equal(At(notice), Made(Year2026 with { To = Date(end) }).NoticeAt);

    [Fact]
    public void S1_P2_20_Notice_and_reminder_come_once_each_however_late_the_tick()
    {
        var contract = Made(Year2026);
        var events = ContractRules.WhenDue(contract, Office, Plan, At("2027-06-01T00:00:00Z")).Events;
        Assert.Equal(
            [
                new ExpiryNoticeMade(new DateOnly(2026, 12, 31), At("2026-12-31T09:30:00Z")),
                new RenewalReminded(new DateOnly(2026, 12, 31), At("2026-12-31T09:30:00Z")),
            ], events);
        Assert.Null(After(contract, events).NextDue);
    }

    [Fact]
    public void S1_P2_20_Renewing_moves_notice_and_reminder_to_the_new_end()
    {
        var contract = After(Made(Year2026), ContractRules.WhenDue(Made(Year2026), Office, Plan, At("2026-12-01T00:00:00Z")));
        var renewed = After(contract, ContractRules.Renew(contract, new RenewContract(new DateOnly(2027, 12, 31), 130_000), Office, Plan, At("2026-12-05T02:00:00Z")));
        Assert.Equal(new ContractTerm(new DateOnly(2027, 1, 1), new DateOnly(2027, 12, 31), 130_000), renewed.Term);
        Assert.Equal(At("2027-11-30T00:30:00Z"), renewed.NoticeAt);
        Assert.Equal(At("2027-12-24T00:30:00Z"), renewed.ReminderAt);
    }

    [Fact]
    public void A_contract_entered_after_its_end_owes_no_notice() =>
        Assert.Equal((null, null), Made(new ContractTerm(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31), 0)) is var old ? (old.NoticeAt, old.ReminderAt) : default);

    [Fact]
    public void A_contract_that_lapses_is_not_reminded_of_but_inspected_to_its_last_day()
    {
        var contract = Made(Year2026, Joints);
        var lapsed = After(contract, ContractRules.Lapse(contract, "客户搬迁", Office, At("2026-02-01T02:00:00Z")));
        Assert.Equal((null, null), (lapsed.NoticeAt, lapsed.ReminderAt));
        Assert.Equal(At("2026-06-17T00:30:00Z"), lapsed.NextDue);
        Assert.Equal(new ContractOver(ContractState.Lapsed, new DateOnly(2026, 12, 31)),
            ContractRules.Renew(lapsed, new RenewContract(new DateOnly(2027, 12, 31), 1), Office, Plan, Start).Refusal);
    }

    [Fact]
    public void A_cancelled_contract_owes_nothing_more_and_holds_until_the_day_before()
    {
        var contract = Made(Year2026, Joints);
        var cancelled = After(contract, ContractRules.Cancel(contract, new CancelContract("破产"), Office, Plan, At("2026-02-03T02:00:00Z")));
        Assert.Null(cancelled.NextDue);
        Assert.Equal(new DateOnly(2026, 2, 2), cancelled.EndsOn);
    }

    [Fact]
    public void A_contract_that_is_cancelled_to_a_later_day_holds_and_is_inspected_until_then()
    {
        var contract = Made(Year2026, Monthly);
        var cancelled = After(contract, ContractRules.Cancel(contract, new CancelContract("破产", new DateOnly(2026, 4, 30)), Office, Plan, At("2026-02-03T02:00:00Z")));
        Assert.Equal((ContractState.Cancelled, new DateOnly(2026, 4, 30), (DateTimeOffset?)null), (cancelled.State, cancelled.EndsOn, cancelled.NoticeAt));
        var owed = ContractRules.WhenDue(cancelled, Office, Plan, At("2027-06-01T00:00:00Z")).Events.Cast<InspectionOwed>().Select(e => e.Day).ToArray();
        var all = ContractRules.WhenDue(contract, Office, Plan, At("2027-06-01T00:00:00Z")).Events.OfType<InspectionOwed>().Select(e => e.Day);
        Assert.Equal(all.Where(day => day >= new DateOnly(2026, 2, 3) && day <= new DateOnly(2026, 4, 30)), owed);
        Assert.NotEmpty(owed);
        // While it holds, another day may be agreed.
        var later = After(cancelled, ContractRules.Cancel(cancelled, new CancelContract("延期", new DateOnly(2026, 6, 30)), Office, Plan, At("2026-02-05T02:00:00Z")));
        Assert.Equal(all.Where(day => day >= new DateOnly(2026, 2, 5) && day <= new DateOnly(2026, 6, 30)),
            ContractRules.WhenDue(later, Office, Plan, At("2027-06-01T00:00:00Z")).Events.Cast<InspectionOwed>().Select(e => e.Day));
        Assert.Equal(new ContractOver(ContractState.Cancelled, new DateOnly(2026, 4, 30)),
            ContractRules.Cancel(cancelled, new CancelContract("x"), Office, Plan, At("2026-05-01T02:00:00Z")).Refusal);
    }

    [Theory, InlineData("2026-02-01", "IN_THE_PAST"), InlineData("2027-01-01", "AFTER_END")]
    public void A_contract_is_cancelled_neither_backwards_nor_beyond_its_term(string endsOn, string code) =>
        Assert.Equal(InputInvalid.At("endsOn", code).Issues, Assert.IsType<InputInvalid>(ContractRules.Cancel(Made(Year2026),
            new CancelContract("x", DateOnly.Parse(endsOn, System.Globalization.CultureInfo.InvariantCulture)), Office, Plan, At("2026-02-03T02:00:00Z")).Refusal).Issues);

    [Fact]
    public void What_was_just_renewed_does_not_lapse_before_its_term_begins()
    {
        var contract = Made(Year2026);
        var renewed = After(contract, ContractRules.Renew(contract, new RenewContract(new DateOnly(2027, 12, 31), 1), Office, Plan, At("2026-12-05T02:00:00Z")));
        Assert.Equal(new TermNotBegun(new DateOnly(2027, 1, 1)), ContractRules.Lapse(renewed, "客户搬迁", Office, At("2026-12-05T02:00:01Z")).Refusal);
        Assert.Equal(new DateOnly(2026, 12, 31),
            After(renewed, ContractRules.Cancel(renewed, new CancelContract("客户反悔", new DateOnly(2026, 12, 31)), Office, Plan, At("2026-12-05T02:00:01Z"))).EndsOn);
        Assert.Equal(ContractState.Lapsed, After(renewed, ContractRules.Lapse(renewed, "客户搬迁", Office, At("2027-01-04T02:00:00Z"))).State);
    }

    [Fact]
    public void To_end_a_contract_needs_a_reason()
    {
        Assert.Equal(InputInvalid.At("reason", "REQUIRED").Issues, Assert.IsType<InputInvalid>(ContractRules.Lapse(Made(Year2026), " ", Office, Start).Refusal).Issues);
        Assert.Equal(InputInvalid.At("reason", "REQUIRED").Issues, Assert.IsType<InputInvalid>(ContractRules.Cancel(Made(Year2026), new CancelContract(""), Office, Plan, Start).Refusal).Issues);
    }

    [Fact]
    public void S0_P4_III_Bolts_come_due_after_a_month_joints_each_six_months_sealant_yearly()
    {
        var contract = Made(new ContractTerm(new DateOnly(2026, 1, 1), new DateOnly(2028, 1, 31), 0), Bolts, Joints, Sealant);
        var owed = ContractRules.WhenDue(contract, Office, Plan, At("2030-01-01T00:00:00Z")).Events.OfType<InspectionOwed>().ToLookup(e => e.Code, e => e.Day);
        // Each first of a month that falls on a weekend goes on to Monday.
        Assert.Equal([new DateOnly(2026, 2, 2)], owed["bolts"]);
        Assert.Equal([new DateOnly(2026, 7, 1), new DateOnly(2027, 1, 1), new DateOnly(2027, 7, 1), new DateOnly(2028, 1, 3)], owed["joints"]);
        Assert.Equal([new DateOnly(2027, 1, 1), new DateOnly(2028, 1, 3)], owed["sealant"]);
    }

    [Fact]
    public void S0_P3_A_monthly_check_does_not_drift_by_short_months_and_weekends()
    {
        var contract = Made(new ContractTerm(new DateOnly(2026, 1, 31), new DateOnly(2026, 8, 31), 0), Monthly);
        Assert.Equal(
            [new(2026, 2, 28), new(2026, 3, 31), new(2026, 4, 30), new(2026, 6, 1), new(2026, 6, 30), new(2026, 7, 31), new(2026, 8, 31)],
            Days(contract));
    }

    [Fact]
    public void An_inspection_out_of_season_waits_for_it_and_one_season_has_one()
    {
        var heating = Joints with { FirstAfterMonths = 3, EveryMonths = 3, Season = new Season(11, 2) };
        var contract = Made(new ContractTerm(new DateOnly(2026, 1, 1), new DateOnly(2027, 12, 31), 0), heating);
        // 1 April, 1 July and 1 October all wait for November; 1 January lies in the season itself.
        Assert.Equal([new(2026, 11, 2), new(2027, 1, 1), new(2027, 11, 1)], Days(contract));
    }

    [Fact]
    public void An_inspection_is_made_into_a_ticket_a_fortnight_ahead_at_opening_time() =>
        Assert.Equal(At("2026-06-17T00:30:00Z"), Made(Year2026, Joints).NextDue);

    // Entered on Wednesday, 15 July 2026: the first days of February to July have passed, that of 16 July has not.
    [Theory]
    [InlineData("2026-01-01", "2026-02-02 2026-03-02 2026-04-01 2026-05-01 2026-06-01 2026-07-01", "2026-08-03 2026-09-01 2026-10-01 2026-11-02 2026-12-01")]
    [InlineData("2026-05-16", "2026-06-16", "2026-07-16 2026-08-17 2026-09-16 2026-10-16 2026-11-16 2026-12-16")]
    [InlineData("2026-06-15", "", "2026-07-15 2026-08-17 2026-09-15 2026-10-15 2026-11-16 2026-12-15")]
    [InlineData("2026-07-15", "", "2026-08-17 2026-09-15 2026-10-15 2026-11-16 2026-12-15")]
    public void A_contract_that_is_entered_late_owes_the_inspections_from_the_day_of_entry_on_and_says_which_had_passed(string from, string passed, string owed)
    {
        var decision = Make(Year2026 with { From = Date(from) }, At("2026-07-15T02:00:00Z"), Monthly);
        DateOnly[] before = [.. passed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Date)];
        Assert.Equal(
            before.Length == 0 ? [] : [new InspectionsPassedBeforeEntry("monthly", before.Length, before[0], before[^1], new DateOnly(2026, 7, 15))],
            decision.Events.OfType<InspectionsPassedBeforeEntry>());
        Assert.Equal(owed.Split(' ').Select(Date), Days(After(null, decision)));
    }

    [Fact]
    public void An_inspection_whose_lead_time_has_begun_at_the_entry_is_made_at_once_and_no_other()
    {
        var now = At("2026-07-25T02:00:00Z");
        var contract = After(null, Make(Year2026, now, Monthly));
        Assert.True(contract.NextDue < now);
        var owed = Assert.IsType<InspectionOwed>(Assert.Single(ContractRules.WhenDue(contract, Office, Plan, now).Events));
        Assert.Equal((7, new DateOnly(2026, 8, 3)), (owed.Occurrence, owed.Day));
    }

    [Fact]
    public void A_renewal_that_is_entered_late_leaves_out_what_has_passed_meanwhile_and_says_it_once()
    {
        var first = Year2026 with { To = new DateOnly(2026, 3, 31) };
        var contract = After(Made(first, Monthly, Bolts), ContractRules.WhenDue(Made(first, Monthly, Bolts), Office, Plan, At("2026-03-31T09:00:00Z")));
        var decision = ContractRules.Renew(contract, new RenewContract(new DateOnly(2026, 12, 31), 1), Office, Plan, At("2026-06-10T02:00:00Z"));
        Assert.Equal(new InspectionsPassedBeforeEntry("monthly", 3, new(2026, 4, 1), new(2026, 6, 1), new(2026, 6, 10)), Assert.Single(decision.Events.OfType<InspectionsPassedBeforeEntry>()));
        var renewed = After(contract, decision);
        Assert.Equal([new(2026, 7, 1), new(2026, 8, 3), new(2026, 9, 1), new(2026, 10, 1), new(2026, 11, 2), new(2026, 12, 1)], Days(renewed));
        Assert.Empty(ContractRules.Renew(renewed, new RenewContract(new DateOnly(2027, 12, 31), 1), Office, Plan, At("2026-06-11T02:00:00Z")).Events.OfType<InspectionsPassedBeforeEntry>());
    }

    [Fact]
    public void What_had_passed_at_the_entry_is_not_found_again_by_amending_or_renewing()
    {
        var contract = After(null, Make(Year2026, At("2026-07-15T02:00:00Z"), Bolts));
        Assert.Null(contract.Inspections.Single(planned => planned.Code == "bolts").Day);
        var amended = ContractRules.Amend(contract, Details(Bolts with { Name = "螺栓扭矩" }), Office, Plan, At("2026-07-16T02:00:00Z"));
        Assert.Empty(amended.Events.OfType<InspectionsPassedBeforeEntry>());
        Assert.Null(After(contract, amended).Inspections.Single(planned => planned.Code == "bolts").Day);
        Assert.Null(After(contract, ContractRules.Renew(contract, new RenewContract(new DateOnly(2027, 12, 31), 1), Office, Plan, At("2026-12-01T02:00:00Z"))).Inspections.Single(planned => planned.Code == "bolts").Day);
    }

    [Fact]
    public void An_item_with_a_closer_rhythm_and_one_that_is_added_begin_on_the_day_of_the_change()
    {
        var at = At("2026-09-10T02:00:00Z");
        var contract = After(Made(Year2026, Joints), ContractRules.WhenDue(Made(Year2026, Joints), Office, Plan, at));
        var decision = ContractRules.Amend(contract, Details(Joints with { EveryMonths = 1 }, Monthly), Office, Plan, at);
        Assert.Equal(["joints 2", "monthly 8"], decision.Events.OfType<InspectionsPassedBeforeEntry>().Select(passed => $"{passed.Code} {passed.Count}"));
        Assert.All(After(contract, decision).Inspections, planned => Assert.Equal(new DateOnly(2026, 10, 1), planned.Day));
    }

    [Fact]
    public void Whatever_rhythm_an_item_gets_it_owes_the_days_of_the_new_one_from_the_change_on() =>
        Gen.Select(Gen.Select(Gen.Int[0, 8], Gen.Int[1, 14]), Gen.Select(Gen.Int[0, 8], Gen.Int[1, 14]), Gen.Int[0, 600], Gen.Int[200, 900]).Sample((old, other, change, length) =>
        {
            var (before, after) = (Item(old), Item(other));
            var term = Year2026 with { To = Year2026.From.AddDays(length) };
            var now = Start.AddDays(change < length ? change : length);
            var made = Made(term, before);
            var contract = After(made, ContractRules.WhenDue(made, Office, Plan, now));
            var amended = After(contract, ContractRules.Amend(contract, Details(after with { Name = "y" }), Office, Plan, now));
            var owed = Days(made).Take(Days(made).Length - Days(contract).Length).ToArray();
            var wanted = before.HasRhythmOf(after) ? Days(contract) : Days(Made(term, after)).Where(day => day >= Office.LocalDay(now) && (owed.Length == 0 || day > owed[^1]));
            Assert.Equal(wanted, Days(amended));

            static InspectionItem Item((int First, int Every) rhythm) => new("i", "x", rhythm.First, rhythm.Every, InspectionChannel.Site, null, []);
        }, iter: 1000);

    // The day of what is planned has come while nobody woke the contract: it is owed all the same.
    [Fact]
    public void What_was_planned_and_slept_over_stays_owed_when_the_contract_is_amended()
    {
        var contract = Made(Year2026, Monthly);
        var amended = After(contract, ContractRules.Amend(contract, Details(Monthly with { Name = "每月电话" }), Office, Plan, At("2026-03-20T02:00:00Z")));
        Assert.Equal(new DateOnly(2026, 2, 2), amended.Inspections[0].Day);
    }

    [Fact]
    public void Entered_on_whatever_day_a_contract_owes_what_its_plan_has_from_then_on_and_counts_the_rest() =>
        Gen.Select(Gen.Int[0, 14], Gen.Int[1, 14], Gen.Select(Gen.Bool, Gen.Int[1, 12], Gen.Int[1, 12]), Gen.Int[0, 900], Gen.Int[30, 900]).Sample((first, every, season, entry, length) =>
        {
            var item = new InspectionItem("i", "x", first, every, InspectionChannel.Site, season.Item1 ? new Season(season.Item2, season.Item3) : null, []);
            var term = Year2026 with { To = Year2026.From.AddDays(length) };
            var now = Start.AddDays(entry);
            var entered = Office.LocalDay(now);
            var all = Days(Made(term, item));
            var decision = Make(term, now, item);
            var passed = decision.Events.OfType<InspectionsPassedBeforeEntry>().SingleOrDefault();
            Assert.Equal(all.Where(day => day >= entered), Days(After(null, decision)));
            Assert.Equal(all.Count(day => day < entered), passed?.Count ?? 0);
            if (passed is not null) Assert.Equal((all[0], all.Last(day => day < entered)), (passed.FirstDay, passed.LastDay));
        }, iter: 1000);

    [Fact]
    public void A_contract_that_was_cancelled_owes_no_inspection_and_says_when_it_ended()
    {
        var contract = Made(Year2026, Monthly);
        Assert.Single(contract.Owed);
        var cancelled = After(contract, ContractRules.Cancel(contract, new CancelContract("客户搬家"), Office, Plan, At("2026-03-20T02:00:00Z")));
        Assert.Empty(cancelled.Owed);
        var over = new ContractOver(ContractState.Cancelled, new DateOnly(2026, 3, 19));
        Assert.Equal(over, ContractRules.Cancel(cancelled, new CancelContract("x"), Office, Plan, At("2026-03-21T02:00:00Z")).Refusal);
        Assert.Equal(over, ContractRules.Renew(cancelled, new RenewContract(new DateOnly(2027, 12, 31), 1), Office, Plan, At("2026-03-21T02:00:00Z")).Refusal);
    }

    [Fact]
    public void Amending_keeps_the_rhythm_of_what_stays_and_counts_on()
    {
        var contract = After(Made(Year2026, Monthly), ContractRules.WhenDue(Made(Year2026, Monthly), Office, Plan, At("2026-03-20T00:00:00Z")));
        var next = contract.Inspections[0];
        var amended = After(contract, ContractRules.Amend(contract, Details(Sealant, Monthly), Office, Plan, At("2026-03-20T02:00:00Z")));
        Assert.Equal(next, amended.Inspections[1]);
        Assert.Null(amended.Inspections[0].Day);
    }

    [Fact]
    public void A_product_taken_out_is_covered_to_the_day_before()
    {
        var contract = Made(Year2026);
        var amended = After(contract, ContractRules.Amend(contract, Details() with { ProductIds = ["ip-2"] }, Office, Plan, At("2026-03-20T02:00:00Z")));
        Assert.Equal([new Coverage("ip-1", Year2026.From, new DateOnly(2026, 3, 19)), new Coverage("ip-2", new DateOnly(2026, 3, 20))], amended.Coverages);
        var back = After(amended, ContractRules.Amend(amended, Details(), Office, Plan, At("2026-05-04T02:00:00Z")));
        Assert.Equal([new Coverage("ip-1", new DateOnly(2026, 5, 4)), new Coverage("ip-2", new DateOnly(2026, 3, 20), new DateOnly(2026, 5, 3))], back.Coverages);
    }

    [Fact]
    public void Renewing_carries_the_inspections_into_the_new_term()
    {
        var contract = After(Made(Year2026, Joints), ContractRules.WhenDue(Made(Year2026, Joints), Office, Plan, At("2026-12-31T00:00:00Z")));
        Assert.Null(contract.NextDue);
        var renewed = After(contract, ContractRules.Renew(contract, new RenewContract(new DateOnly(2027, 12, 31), 1), Office, Plan, At("2026-12-31T02:00:00Z")));
        Assert.Equal((2, new DateOnly(2027, 1, 1)), (renewed.Inspections[0].Occurrence, renewed.Inspections[0].Day));
    }

    [Fact]
    public void All_that_is_out_of_range_is_named_at_once()
    {
        var wrong = Details(Joints with { Code = "", Name = " ", FirstAfterMonths = -1, EveryMonths = 0, Season = new Season(0, 13) }) with
        {
            ProductIds = ["ip-1", "ip-1"], Promises = [new ContractPromise(PromiseKind.Arrival, 0, PromiseUnit.Minutes)],
        };
        var refusal = Assert.IsType<InputInvalid>(ContractRules.Make(
            "con-1", "", new MakeContract("b-sh", "c-1", wrong, new ContractTerm(new(2026, 2, 1), new(2026, 1, 1), -1)), "CNY", Office, Plan, Start).Refusal);
        Assert.Equal(
            ["productIds", "promises[0].amount", "inspections[0].code", "inspections[0].name", "inspections[0].firstAfterMonths", "inspections[0].everyMonths",
                "inspections[0].season", "to", "priceMinor"],
            refusal.Issues.Select(issue => issue.Path));
    }

    [Fact]
    public void One_leap_of_the_clock_and_a_thousand_small_steps_owe_the_same()
    {
        var items = Gen.Select(Gen.Int[0, 14], Gen.Int[1, 14], Gen.Int[1, 12], Gen.Int[1, 12], Gen.Bool,
            (first, every, from, to, seasonal) => new InspectionItem($"i{first}-{every}-{from}", "x", first, every, InspectionChannel.Site, seasonal ? new Season(from, to) : null, []));
        // The contract is entered on 1 January 2026, before its first day or long after it.
        Gen.Select(items.Array[0, 4], Gen.Int[-400, 700], Gen.Int[30, 900], Gen.Int[1, 40]).Sample((inspections, startDay, length, step) =>
        {
            var from = new DateOnly(2026, 1, 1).AddDays(startDay);
            var contract = Made(new ContractTerm(from, from.AddDays(length), 0), [.. inspections.DistinctBy(i => i.Code)]);
            var end = new DateTimeOffset(from.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddDays(length + 60);
            var leap = ContractRules.WhenDue(contract, Office, Plan, end).Events;
            var steps = new List<Event>();
            var state = contract;
            for (var now = Start; now < end.AddDays(step); now = now.AddDays(step))
            {
                var events = ContractRules.WhenDue(state, Office, Plan, now < end ? now : end).Events;
                steps.AddRange(events);
                state = After(state, events);
            }

            Assert.Equal(leap, steps);
            var owed = leap.OfType<InspectionOwed>().ToArray();
            Assert.Equal(owed.Length, owed.Select(e => (e.Code, e.Occurrence)).Distinct().Count());
            Assert.All(owed, e => Assert.True(e.Day <= contract.Term.To && e.Day >= new DateOnly(2026, 1, 1) && Office.OpeningOn(e.Day) is not null));
        }, iter: 300);
    }

    [Fact]
    public void That_a_customer_does_not_renew_is_taken_back_while_the_contract_holds()
    {
        var contract = Made(Year2026, Joints);
        Assert.Empty(ContractRules.Resume(contract, "x", Office, Plan, Start).Events);
        var lapsed = After(contract, ContractRules.Lapse(contract, "客户搬迁", Office, At("2026-02-01T02:00:00Z")));
        Assert.Equal(InputInvalid.At("reason", "REQUIRED").Issues, Assert.IsType<InputInvalid>(ContractRules.Resume(lapsed, " ", Office, Plan, At("2026-02-02T02:00:00Z")).Refusal).Issues);
        var resumed = After(lapsed, ContractRules.Resume(lapsed, "不搬了", Office, Plan, At("2026-02-02T02:00:00Z")));
        Assert.Equal((ContractState.Running, contract.NoticeAt, contract.ReminderAt), (resumed.State, resumed.NoticeAt, resumed.ReminderAt));
        Assert.Equal(contract.Inspections, resumed.Inspections);
        Assert.Equal(new DateOnly(2027, 12, 31), After(resumed, ContractRules.Renew(resumed, new RenewContract(new DateOnly(2027, 12, 31), 1), Office, Plan, At("2026-02-02T02:00:01Z"))).EndsOn);
        Assert.Equal(new ContractOver(ContractState.Lapsed, new DateOnly(2026, 12, 31)), ContractRules.Resume(lapsed, "x", Office, Plan, At("2027-01-01T02:00:00Z")).Refusal);
    }

    [Fact]
    public void A_cancellation_is_taken_back_to_the_end_of_the_term_with_what_it_owes()
    {
        var contract = Made(Year2026, Joints, Monthly);
        var cancelled = After(contract, ContractRules.Cancel(contract, new CancelContract("破产", new DateOnly(2026, 4, 30)), Office, Plan, At("2026-01-05T02:00:00Z")));
        var resumed = After(cancelled, ContractRules.Resume(cancelled, "继续", Office, Plan, At("2026-01-06T02:00:00Z")));
        Assert.Equal((ContractState.Running, Year2026.To, contract.NoticeAt), (resumed.State, resumed.EndsOn, resumed.NoticeAt));
        Assert.Equal(Days(contract), Days(resumed));
        // After the notice it is made again: somebody has to decide anew.
        var late = After(contract, ContractRules.Lapse(contract, "客户搬迁", Office, At("2026-12-10T02:00:00Z")));
        late = After(late, ContractRules.Resume(late, "不搬了", Office, Plan, At("2026-12-11T02:00:00Z")));
        Assert.True(late.NextDue <= At("2026-12-11T02:00:00Z"));
        Assert.Equal(contract.ReminderAt, late.ReminderAt);
    }

    private static ContractDetails Details(params InspectionItem[] inspections) => new() { ProductIds = ["ip-1"], Inspections = [.. inspections] };

    private static Contract Made(ContractTerm term, params InspectionItem[] inspections) =>
        After(null, Make(term, Start, inspections));

    private static Decision Make(ContractTerm term, DateTimeOffset now, params InspectionItem[] inspections) =>
        ContractRules.Make("con-1", "SH-V2601-00001", new MakeContract("b-sh", "c-1", Details(inspections), term), "CNY", Office, Plan, now);

    private static DateOnly[] Days(Contract contract) =>
        [.. ContractRules.WhenDue(contract, Office, Plan, At("2031-01-01T00:00:00Z")).Events.OfType<InspectionOwed>().Select(e => e.Day)];

    private static Contract After(Contract? contract, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return After(contract, decision.Events);
    }

    private static Contract After(Contract? contract, IEnumerable<Event> events) => events.Aggregate(contract, Contract.Apply)!;
}
