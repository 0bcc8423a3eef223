using AfterSales.Records;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using static AfterSales.Tests.Tickets.TicketScenarios;

namespace AfterSales.Tests.Tickets;

public sealed class ServiceRulesTests
{
    [Fact]
    public void A_certificate_is_signed_with_name_and_signature()
    {
        var figures = StandingAt(TicketStep.Done).Visits.Last!.Certificate!.Figures;
        Assert.Equal(new VisitFigures(45, 12_300, "CNY", IsSigned: true, IsDemonstrated: true), figures);
    }

    [Fact]
    public void The_signers_name_is_kept_beside_the_journal_where_it_can_be_erased() =>
        // The state does not hold it, so to leave it out of the journal alone would lose it.
        Assert.True(typeof(VisitFinished).GetProperty(nameof(VisitFinished.SignedBy))!.IsDefined(typeof(WordsAttribute), inherit: false));

    // S1 P2 (9)
    [Theory]
    [InlineData(false, null, null)]
    [InlineData(false, "Wang Wei", null)]
    [InlineData(false, null, " ")]
    [InlineData(true, null, null)]
    [InlineData(true, " ", null)]
    [InlineData(true, null, "In a hurry")]
    public void A_certificate_with_neither_signature_nor_refusal_is_refused(bool isDrawn, string? signedBy, string? reason) =>
        Assert.IsType<CertificateNotSigned>(Finish(Signed with { Signature = isDrawn ? Drawn : null, SignedBy = signedBy, RefusedToSignBecause = reason }).Refusal);

    [Fact]
    public void A_customer_who_refuses_to_sign_is_recorded_with_the_reason() =>
        Assert.False(After(StandingAt(TicketStep.OnSite), Finish(Signed with { SignedBy = null, Signature = null, RefusedToSignBecause = "In a hurry" }))
            .Visits.Last!.Certificate!.Figures.IsSigned);

    [Fact]
    public void A_certificate_names_all_that_is_wrong_with_it_at_once()
    {
        var refusal = Assert.IsType<InputInvalid>(Finish(Signed with { Found = "", Done = " ", Minutes = 1441, ChargedMinor = -1 }).Refusal);
        Assert.Equal(["found", "done", "minutes", "chargedMinor"], refusal.Issues.Select(issue => issue.Path));
    }

    // S0 P5 notes (3)
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Before_the_customer_signs_he_is_shown_that_it_works_and_how_it_is_used(bool isDemonstrated, bool isExplained) =>
        Assert.Equal(new DemonstrationNotConfirmed(isDemonstrated, isExplained),
            Finish(Signed with { IsDemonstrated = isDemonstrated, IsUseExplained = isExplained }).Refusal);

    [Theory]
    [InlineData(TicketKind.Inspection)]
    [InlineData(TicketKind.Consultation)]
    [InlineData(TicketKind.Visit)]
    public void Where_nothing_was_repaired_nothing_is_demonstrated(TicketKind kind) =>
        Assert.Null(ServiceRules.Finish(StandingAt(TicketStep.OnSite) with { TicketKind = kind }, Signed with { IsDemonstrated = false }, At(0)).Refusal);

    [Theory]
    [InlineData(TicketKind.Repair)]
    [InlineData(TicketKind.Installation)]
    [InlineData(TicketKind.Inspection)]
    [InlineData(TicketKind.Consultation)]
    [InlineData(TicketKind.Visit)]
    [InlineData(TicketKind.ReturnOrExchange)]
    [InlineData(TicketKind.Internal)]
    public void What_the_certificate_asks_of_the_customer_is_what_it_is_refused_for(TicketKind kind)
    {
        var asks = CertificateRules.AsksOf(kind);
        Assert.Equal(asks.Contains(CertificateAsk.Signature), Refused(Signed with { Signature = null }));
        Assert.Equal(asks.Contains(CertificateAsk.Demonstration), Refused(Signed with { IsDemonstrated = false }));
        Assert.Equal(asks.Contains(CertificateAsk.UseExplained), Refused(Signed with { IsUseExplained = false }));
        Assert.False(Refused(Signed));

        bool Refused(FinishVisit certificate) => ServiceRules.Finish(StandingAt(TicketStep.OnSite) with { TicketKind = kind }, certificate, At(0)).Refusal is not null;
    }

    [Fact]
    public void Nobody_signs_for_our_own_work() =>
        Assert.Null(ServiceRules.Finish(
            StandingAt(TicketStep.OnSite) with { TicketKind = TicketKind.Internal }, Signed with { SignedBy = null, Signature = null }, At(0)).Refusal);

    [Fact]
    public void The_devices_time_is_kept_beside_the_servers()
    {
        var ticket = After(StandingAt(TicketStep.Scheduled), ServiceRules.Depart(StandingAt(TicketStep.Scheduled), Packed, Kit, At(90, deviceMinutes: 20)));
        Assert.Equal(new Moment(Now.AddMinutes(90), Now.AddMinutes(20)), ticket.Visits.Current!.Departed);
    }

    // S2 B 准备出发 1; feature 24a
    [Fact]
    public void Who_sets_out_has_all_with_him_or_says_why_not()
    {
        var scheduled = StandingAt(TicketStep.Scheduled);
        Assert.Equal(Kit, Assert.IsType<KitIncomplete>(ServiceRules.Depart(scheduled, new SetOut([]), Kit, At(0)).Refusal).Missing);
        var refused = ServiceRules.Depart(scheduled, new SetOut(Kit.RemoveAll(item => item is KitItem.Parts or KitItem.Receipts), " "), Kit, At(0)).Refusal;
        Assert.Equal([KitItem.Parts, KitItem.Receipts], Assert.IsType<KitIncomplete>(refused).Missing);
        var without = After(scheduled, ServiceRules.Depart(scheduled, new SetOut(Kit.Remove(KitItem.Parts), "Comes by courier"), Kit, At(0))).Visits.Current!;
        Assert.Equal([KitItem.Parts], without.Lacking);
        Assert.Empty(After(scheduled, ServiceRules.Depart(scheduled, Packed with { LackingBecause = "Nothing" }, Kit, At(0))).Visits.Current!.Lacking);
        // As the branch has it.
        Assert.Null(ServiceRules.Depart(scheduled, new SetOut([KitItem.PadCloth]), [KitItem.PadCloth], At(0)).Refusal);
    }

    [Fact]
    public void Who_has_set_out_offline_had_looked_at_his_kit_too()
    {
        var scheduled = StandingAt(TicketStep.Scheduled);
        Assert.Equal(6, Assert.IsType<KitIncomplete>(ServiceRules.Depart(scheduled, new SetOut([KitItem.Tools]), Kit, At(90, deviceMinutes: 20)).Refusal).Missing.Count);
        var unconfirmed = scheduled with { Assessment = scheduled.Assessment with { NeedsConfirmation = true, ConfirmedAt = null } };
        Assert.IsType<ConditionsNotConfirmed>(ServiceRules.Depart(unconfirmed, Packed, Kit, At(90, deviceMinutes: 20)).Refusal);
        var asked = new SetOut([KitItem.Tools], "The rest is in the van");
        var left = After(scheduled, ServiceRules.Depart(scheduled, asked, Kit, At(90, deviceMinutes: 20)));
        Assert.Equal((TicketStep.EnRoute, 6), (left.Step, left.Visits.Current!.Lacking.Count));
        // Told again it is known, whatever he says he has with him by then.
        Assert.Empty(ServiceRules.Depart(left, new SetOut([]), Kit, At(95, deviceMinutes: 20)).Events);
    }

    [Fact]
    public void Nobody_sets_out_before_the_visit_was_booked_whatever_his_device_says()
    {
        var scheduled = StandingAt(TicketStep.Scheduled);
        var booked = scheduled.Visits.Current!.ScheduledAt;
        var behind = (int)(booked - Now).TotalMinutes - 3_000_000;
        var left = After(scheduled, ServiceRules.Depart(scheduled, Packed, Kit, At(90, deviceMinutes: behind)));
        Assert.Equal(new Moment(Now.AddMinutes(90), booked), left.Visits.Current!.Departed);
        Assert.Empty(ServiceRules.Depart(left, Packed, Kit, At(91, deviceMinutes: behind)).Events);
    }

    [Fact]
    public void No_step_comes_before_the_one_it_follows_and_none_is_taken_twice_for_it()
    {
        var left = After(StandingAt(TicketStep.Scheduled), ServiceRules.Depart(StandingAt(TicketStep.Scheduled), Packed, Kit, At(90, deviceMinutes: 40)));
        var there = After(left, ServiceRules.Arrive(left, null, At(91, deviceMinutes: 30)));
        Assert.Equal(new Moment(Now.AddMinutes(91), Now.AddMinutes(40)), there.Visits.Current!.Arrived);
        Assert.Empty(ServiceRules.Arrive(there, null, At(92, deviceMinutes: 30)).Events);
        var done = After(there, ServiceRules.Finish(there, Signed, At(93, deviceMinutes: 35)));
        Assert.Equal(new Moment(Now.AddMinutes(93), Now.AddMinutes(40)), done.Visits.Last!.Ended);
        Assert.Empty(ServiceRules.Finish(done, Signed, At(94, deviceMinutes: 35)).Events);
    }

    // domain.md §3.6: arrival, work
    [Fact]
    public void The_technician_says_that_he_begins_the_work_and_the_ticket_stays_where_it_stands()
    {
        var there = StandingAt(TicketStep.OnSite);
        var started = After(there, ServiceRules.StartWork(there, null, null, Now.AddMinutes(100)));
        Assert.Equal((TicketStep.OnSite, there.StepSince, new Moment(Now.AddMinutes(100))), (started.Step, started.StepSince, started.Visits.Current!.Started));
        Assert.Equal(Now.AddMinutes(100), started.Visits.Current!.WorkBegan);
        // He says it once, and may leave it out.
        Assert.Empty(ServiceRules.StartWork(started, null, null, Now.AddMinutes(110)).Events);
        Assert.Equal(TicketStep.Done, After(started, TicketAction.Finish).Step);
        Assert.Null(StandingAt(TicketStep.Done).Visits.Last!.WorkBegan);
    }

    [Fact]
    public void Who_is_not_there_and_has_nothing_recorded_begins_no_work()
    {
        var scheduled = StandingAt(TicketStep.Scheduled);
        var visit = scheduled.Visits.Last!.Id;
        Assert.IsType<StepNotAllowed>(ServiceRules.StartWork(scheduled, visit, null, Now).Refusal);
        Assert.IsType<StepNotAllowed>(ServiceRules.StartWork(StandingAt(TicketStep.Done), null, null, Now).Refusal);
        Assert.Equal(new NotFound("v-other"), ServiceRules.StartWork(StandingAt(TicketStep.OnSite), "v-other", null, Now).Refusal);
        Assert.IsType<NotFound>(ServiceRules.StartWork(StandingAt(TicketStep.Assessed), null, Now, Now).Refusal);
        var again = After(StandingAt(TicketStep.PartsAwaited), TicketAction.Schedule, TicketAction.Depart, TicketAction.Arrive);
        Assert.Equal(new VisitIsOver(visit), ServiceRules.StartWork(again, visit, null, Now).Refusal);
        // A visit that was never made had no work, whatever a device has kept.
        foreach (var end in new[] { TicketAction.HandBack, TicketAction.Refuse, TicketAction.Cancel })
            Assert.Equal(new VisitIsOver(visit), ServiceRules.StartWork(After(scheduled, end), visit, Now, Now).Refusal);
    }

    [Fact]
    public void A_start_that_a_device_kept_without_naming_the_visit_is_of_the_last_one_that_was_booked_by_then()
    {
        var made = StandingAt(TicketStep.PartsAwaited);
        var first = made.Visits.Last!;
        var again = After(made, DispatchRules.Schedule(made, "v-next", TicketScenarios.Visit, Trip, 24, Now.AddHours(3)));
        Assert.Equal([new WorkStarted(Now.AddHours(4), Now.AddHours(1), first.Id)], ServiceRules.StartWork(again, null, Now.AddHours(1), Now.AddHours(4)).Events);
        Assert.Equal([new WorkStarted(Now.AddHours(5), Now.AddHours(4), "v-next")], ServiceRules.StartWork(again, null, Now.AddHours(4), Now.AddHours(5)).Events);
    }

    [Fact]
    public void A_start_that_a_device_kept_is_taken_down_at_once_and_of_two_the_earlier_holds_in_whatever_order_they_come()
    {
        foreach (var step in new[] { TicketStep.Scheduled, TicketStep.EnRoute, TicketStep.OnSite, TicketStep.Done })
        {
            var ticket = StandingAt(step);
            var inOrder = Started(Started(ticket, 60), 55);
            Assert.Equal((step, Now.AddMinutes(55)), (inOrder.Step, inOrder.Visits.Last!.Started!.DeviceAt!.Value));
            Assert.Empty(inOrder.Visits.Last!.Waiting);
            Assert.Equal(inOrder.Visits.Last!.Started, Started(Started(ticket, 55), 60).Visits.Last!.Started);
            Assert.Empty(ServiceRules.StartWork(inOrder, null, Now.AddMinutes(55), Now.AddHours(5)).Events);
        }

        static Ticket Started(Ticket ticket, int device) => After(ticket, ServiceRules.StartWork(ticket, null, Now.AddMinutes(device), Now.AddHours(4)));
    }

    [Theory]
    [InlineData(30, 50)]
    [InlineData(70, 70)]
    [InlineData(500, 100)]
    public void The_work_begins_after_the_arrival_and_before_the_end_whatever_the_clock_of_the_device_says(int said, int began)
    {
        var ticket = StandingAt(TicketStep.Scheduled);
        ticket = After(ticket, Asked(ticket, TicketAction.StartWork, At(240, said)));
        Assert.Null(ticket.Visits.Last!.WorkBegan);
        ticket = After(ticket, Asked(ticket, TicketAction.Depart, At(240, 10)));
        ticket = After(ticket, Asked(ticket, TicketAction.Arrive, At(240, 50)));
        ticket = After(ticket, Asked(ticket, TicketAction.Finish, At(240, 100)));
        Assert.Equal((Now.AddMinutes(said), Now.AddMinutes(began)), (ticket.Visits.Last!.Started!.DeviceAt!.Value, ticket.Visits.Last.WorkBegan!.Value));
    }

    [Fact]
    public void Who_has_begun_the_work_has_set_out_also_where_his_device_has_not_sent_that_yet()
    {
        var scheduled = StandingAt(TicketStep.Scheduled);
        var started = After(scheduled, Asked(scheduled, TicketAction.StartWork, At(240, 60)));
        Assert.True(scheduled.Visits.Last!.IsAwaited);
        Assert.False(started.Visits.Last!.IsAwaited);
        Assert.IsType<BookingStands>(DispatchRules.TakeBack(started, new TakeBackBooking(null, "Wrong row"), Now).Refusal);
    }

    [Fact]
    public void A_departure_that_is_not_possible_is_refused_for_that_and_not_for_the_kit() =>
        Assert.IsType<StepNotAllowed>(ServiceRules.Depart(StandingAt(TicketStep.OnSite), new SetOut([]), Kit, At(0)).Refusal);

    // S0 P5; feature 24b: the slip is left and the job goes back for a new time
    [Fact]
    public void Nobody_at_home_leaves_a_slip_and_the_job_goes_back_for_a_new_time()
    {
        var ticket = After(StandingAt(TicketStep.OnSite), TicketAction.NobodyHome);
        Assert.Equal((TicketStep.Assessed, VisitEnd.NobodyHome), (ticket.Step, ticket.Visits.Last!.End));
        Assert.True(Assert.IsType<NobodyWasHome>(Assert.Single(Asked(StandingAt(TicketStep.OnSite), TicketAction.NobodyHome).Events)).IsSlipLeft);
        Assert.False(ticket.Visits.HasWorkBegun);
        Assert.Equal(TicketStep.Cancelled, After(ticket, TicketAction.Cancel).Step);
    }

    [Fact]
    public void What_cannot_be_finished_goes_back_to_the_dispatcher_with_a_reason()
    {
        Assert.IsType<InputInvalid>(ServiceRules.CannotFinish(StandingAt(TicketStep.OnSite), new CannotFinish(" "), At(0)).Refusal);
        var ticket = After(StandingAt(TicketStep.OnSite), TicketAction.CannotFinish);
        Assert.Equal(TicketStep.Scheduled, After(ticket, TicketAction.Schedule).Step);
        Assert.IsType<WorkHasBegun>(Asked(ticket, TicketAction.Cancel).Refusal);
    }

    [Fact]
    public void Parts_that_are_awaited_are_named_and_then_another_visit_is_scheduled()
    {
        Assert.Equal(["found", "parts"], Assert.IsType<InputInvalid>(ServiceRules.AwaitParts(StandingAt(TicketStep.OnSite), new AwaitParts("", ""), At(0)).Refusal).Issues.Select(issue => issue.Path));
        var ticket = After(StandingAt(TicketStep.PartsAwaited), TicketAction.Schedule, TicketAction.Depart, TicketAction.Arrive, TicketAction.Finish);
        Assert.Equal([VisitEnd.PartsAwaited, VisitEnd.Done], ticket.Visits.All.Select(visit => visit.End!.Value));
    }

    // S1 P2 (11)
    [Fact]
    public void A_product_that_is_taken_along_leaves_a_signed_certificate() =>
        Assert.IsType<CertificateNotSigned>(ServiceRules.BringIn(StandingAt(TicketStep.OnSite), Taken with { SignedBy = null }, At(0)).Refusal);

    [Fact]
    public void A_product_is_carried_in_where_the_assessment_says_so()
    {
        Assert.IsType<NotToBeCarriedIn>(Asked(StandingAt(TicketStep.Assessed), TicketAction.BringIn).Refusal);
        Assert.Equal(TicketStep.BroughtIn, After(ToBeCarriedIn(), TicketAction.BringIn).Step);
    }

    [Fact]
    public void The_workshop_repairs_and_the_customer_signs_on_return()
    {
        var ticket = StandingAt(TicketStep.Repaired);
        Assert.Equal(("tech-3", 90), (ticket.TechnicianId, ticket.Workshop.Minutes));
        Assert.IsType<CertificateNotSigned>(WorkshopRules.Return(ticket, Returned with { Signature = null }, "CNY", null, Now).Refusal);
        Assert.IsType<DemonstrationNotConfirmed>(WorkshopRules.Return(ticket, Returned with { IsDemonstrated = false }, "CNY", null, Now).Refusal);
        Assert.Equal(Resolution.Workshop, After(ticket, TicketAction.Return, TicketAction.Complete).Completion.Resolution);
    }

    // S0 P5 step 6
    [Theory]
    [InlineData(TicketAction.Finish)]
    [InlineData(TicketAction.AwaitParts)]
    [InlineData(TicketAction.BringIn)]
    [InlineData(TicketAction.CannotFinish)]
    [InlineData(TicketAction.NobodyHome)]
    public void After_each_visit_a_report_is_due(TicketAction end)
    {
        var ticket = After(StandingAt(TicketStep.OnSite), end);
        Assert.Equal(Now.AddDays(1), ticket.Visits.Last!.ReportDue);
        Assert.IsType<InputInvalid>(ServiceRules.Report(ticket, new ReportTrip(" "), null, Now).Refusal);
        var reported = After(ticket, ServiceRules.Report(ticket, new ReportTrip("Old pipes"), null, Now));
        Assert.NotNull(reported.Visits.Last!.Reported);
        Assert.Empty(ServiceRules.Report(reported, new ReportTrip("Again"), null, Now).Events);
    }

    [Fact]
    public void A_trip_is_reported_also_after_the_ticket_was_reopened_and_by_who_made_it()
    {
        var completed = After(StandingAt(TicketStep.Done), TicketAction.Complete);
        var visit = completed.Visits.Last!;
        var reopened = After(completed, TicketAction.Reopen);
        // Until another gets the job it is still his to look at.
        Assert.Equal(visit.TechnicianId, reopened.TechnicianId);
        Assert.Contains(Owed.TripReport, CompletionRules.Owed(reopened));
        var elsewhere = After(reopened, DispatchRules.Schedule(reopened, "v-2-1", TicketScenarios.Visit with { TechnicianId = "tech-2" }, Trip, 24, Now.AddDays(1)));
        Assert.Equal(("tech-2", true), (elsewhere.TechnicianId, elsewhere.FormerTechnicianIds.Contains(visit.TechnicianId)));
        // Left out, it is the last of his own trips; another's is not his to report on.
        Assert.IsType<NotFound>(ServiceRules.Report(elsewhere, new ReportTrip("x", "v-2-1"), null, Now.AddDays(1), only: visit.TechnicianId).Refusal);
        var reported = After(elsewhere, ServiceRules.Report(elsewhere, new ReportTrip("Old pipes"), null, Now.AddDays(1), only: visit.TechnicianId));
        Assert.NotNull(Assert.Single(Assert.Single(reported.Earlier).Visits.All).Reported);
        Assert.DoesNotContain(Owed.TripReport, CompletionRules.Owed(reported));
        Assert.Empty(ServiceRules.Report(reported, new ReportTrip("Again"), null, Now.AddDays(1), only: visit.TechnicianId).Events);
    }

    [Fact]
    public void Who_never_set_out_has_nothing_to_report() => Assert.Null(After(StandingAt(TicketStep.Scheduled), TicketAction.HandBack).Visits.Last!.ReportDue);

    // S1 P1 5.12: time and quality
    [Fact]
    public void The_supervisor_judges_time_and_quality_once_it_is_done()
    {
        var marks = new MarkRepair(SupervisorMark.Good, SupervisorMark.Excellent, null);
        Assert.IsType<RepairNotDone>(ServiceRules.Mark(StandingAt(TicketStep.OnSite), marks, "supervisor", Now).Refusal);
        var ticket = StandingAt(TicketStep.Completed);
        var marked = After(ticket, ServiceRules.Mark(ticket, marks, "supervisor", Now));
        Assert.Equal(new RepairMarks(SupervisorMark.Good, SupervisorMark.Excellent, "supervisor", Now), marked.Visits.Last!.Marks);
        Assert.Empty(ServiceRules.Mark(marked, marks, "supervisor", Now).Events);
    }

    private static Decision Finish(FinishVisit request) => ServiceRules.Finish(StandingAt(TicketStep.OnSite), request, At(0));
}
