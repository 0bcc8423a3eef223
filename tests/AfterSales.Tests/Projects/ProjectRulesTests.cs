using AfterSales.Api.Wording;
using AfterSales.Calendars;
using AfterSales.Projects;
using AfterSales.Projects.Rules;
using AfterSales.Records;
using CsCheck;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Projects;

public sealed class ProjectRulesTests
{
    private static readonly WorkingCalendar Office = ShanghaiOffice();

    /// <summary>Monday, 9 March 2026, 10:00 in Shanghai.</summary>
    private static readonly DateTimeOffset Now = At("2026-03-09T02:00:00Z");

    private static readonly FileContent Signature = new("image/svg+xml", "PHN2Zy8+");

    private static readonly OpenProject Request = new("b-sh", "c-1", "account-pm", new ProjectTerms(["ip-1", "ip-2"], 900_000, 300_000),
        new DateOnly(2026, 3, 30), "上海晨光酒店", "30/60/10", "两台热水机组");

    [Fact]
    public void S2_E_1_The_team_is_to_be_asked_for_seven_days_before_entry() =>
        Assert.Equal(At("2026-03-23T09:30:00Z"), Assert.IsType<ProjectOpened>(Opening(Request).Events[0]).TeamBy);

    [Fact]
    public void Where_that_day_is_no_working_day_the_team_is_asked_for_before_it() =>
        Assert.Equal(At("2026-03-20T09:30:00Z"), Assert.IsType<ProjectOpened>(Opening(Request with { EntryOn = new DateOnly(2026, 3, 29) }).Events[0]).TeamBy);

    [Fact]
    public void S2_D_3_Nothing_is_delivered_before_finance_has_the_prepayment()
    {
        var measured = After(Opened(), Report(Opened(), ProjectMilestone.SiteMeasured));
        Assert.Equal([ProjectMilestone.PrepaymentConfirmed],
            Assert.IsType<MilestoneTooEarly>(ProjectRules.AnnounceArrival(measured, Now.AddDays(5), 12, Office, "a", Now).Refusal).Missing);
    }

    [Fact]
    public void S3_6_3_The_customer_hears_half_a_day_ahead_when_the_goods_arrive()
    {
        var paid = Reached(ProjectMilestone.SiteMeasured, ProjectMilestone.PrepaymentConfirmed);
        Assert.Equal(new ArrivalToldTooLate(Now.AddHours(12)), ProjectRules.AnnounceArrival(paid, Now.AddHours(11), 12, Office, "a", Now).Refusal);
        Assert.Equal(Now.AddHours(12), After(paid, ProjectRules.AnnounceArrival(paid, Now.AddHours(12), 12, Office, "a", Now)).ArrivesAt);
    }

    [Fact]
    public void S3_6_3_Goods_are_checked_from_the_day_on_that_the_customer_was_told_last()
    {
        var paid = Reached(ProjectMilestone.SiteMeasured, ProjectMilestone.PrepaymentConfirmed);
        var told = After(paid, ProjectRules.AnnounceArrival(paid, At("2026-03-12T06:00:00Z"), 12, Office, "a", Now));
        Assert.Equal(new GoodsNotThere(new DateOnly(2026, 3, 12)), Report(told, ProjectMilestone.GoodsChecked).Refusal);
        Assert.Equal(new ArrivalToldTooLate(Now.AddHours(12)), ProjectRules.AnnounceArrival(told, Now.AddHours(1), 12, Office, "a", Now).Refusal);
        Assert.Empty(ProjectRules.AnnounceArrival(told, At("2026-03-12T06:00:00Z"), 12, Office, "a", Now).Events);
        var moved = After(told, ProjectRules.AnnounceArrival(told, At("2026-03-13T06:00:00Z"), 12, Office, "a", Now));
        Assert.Equal((At("2026-03-13T06:00:00Z"), 1), (moved.ArrivesAt, moved.Milestones.Count(reached => reached.Milestone == ProjectMilestone.ArrivalAnnounced)));
        // Any hour of the day: 13 March begins in Shanghai.
        Assert.Equal(new GoodsNotThere(new DateOnly(2026, 3, 13)), Check(moved, At("2026-03-12T15:59:59Z")).Refusal);
        var there = After(moved, Check(moved, At("2026-03-12T16:00:00Z")));
        Assert.Equal(new MilestoneReached(ProjectMilestone.ArrivalAnnounced), ProjectRules.AnnounceArrival(there, Now.AddDays(9), 12, Office, "a", Now).Refusal);

        static Decision Check(Project project, DateTimeOffset at) => ProjectRules.Report(project, new ReportMilestone(ProjectMilestone.GoodsChecked, null), Office, "a", at);
    }

    [Fact]
    public void S2_E_1_A_failed_entry_check_blocks_the_work_until_the_site_is_put_right_and_checked_again()
    {
        var ready = Reached(ProjectMilestone.SiteMeasured, ProjectMilestone.TeamRequested, ProjectMilestone.TeamGranted);
        var failed = After(ready, ProjectRules.CheckEntry(ready, new CheckEntry(false, "地面未平整"), Office, "a", Now));
        Assert.Equal(1, failed.FailedEntryChecks);
        Assert.Contains(ProjectMilestone.EntryCheckPassed, ProjectMilestones.Next(failed));
        Assert.IsType<EntryIsBlocked>(Report(failed, ProjectMilestone.Installed).Refusal);
        var passed = After(failed, ProjectRules.CheckEntry(failed, new CheckEntry(true, null), Office, "a", Now));
        Assert.Equal(0, passed.FailedEntryChecks);
    }

    [Fact]
    public void A_failed_check_and_a_refused_team_need_their_reason()
    {
        var ready = Reached(ProjectMilestone.SiteMeasured, ProjectMilestone.TeamRequested);
        Assert.IsType<InputInvalid>(ProjectRules.DecideTeam(ready, new DecideTeam(false, " "), Office, "a", Now).Refusal);
        var granted = After(ready, ProjectRules.DecideTeam(ready, new DecideTeam(true, null), Office, "a", Now));
        Assert.IsType<InputInvalid>(ProjectRules.CheckEntry(granted, new CheckEntry(false, null), Office, "a", Now).Refusal);
    }

    [Fact]
    public void A_team_that_is_refused_is_asked_for_anew()
    {
        var asked = Reached(ProjectMilestone.SiteMeasured, ProjectMilestone.TeamRequested);
        var refused = After(asked, ProjectRules.DecideTeam(asked, new DecideTeam(false, "人手不足"), Office, "a", Now));
        Assert.False(refused.Has(ProjectMilestone.TeamRequested));
        Assert.Equal(2, After(refused, Report(refused, ProjectMilestone.TeamRequested)).TeamRequests);
    }

    [Fact]
    public void S0_P5_It_is_handed_over_only_with_acceptance_training_and_documents()
    {
        var accepted = Reached(
            ProjectMilestone.SiteMeasured, ProjectMilestone.PrepaymentConfirmed, ProjectMilestone.TeamRequested, ProjectMilestone.TeamGranted,
            ProjectMilestone.ArrivalAnnounced, ProjectMilestone.GoodsChecked, ProjectMilestone.EntryCheckPassed, ProjectMilestone.Installed,
            ProjectMilestone.Tested, ProjectMilestone.TrialRunEnded, ProjectMilestone.Accepted);
        Assert.Equal([ProjectMilestone.CustomerTrained, ProjectMilestone.DocumentsDelivered],
            Assert.IsType<MilestoneTooEarly>(Report(accepted, ProjectMilestone.HandedOver).Refusal).Missing);
    }

    [Fact]
    public void Acceptance_needs_a_name_beside_both_signatures_and_comes_after_the_trial_run()
    {
        var tested = Reached(ProjectMilestone.SiteMeasured);
        Assert.IsType<MilestoneTooEarly>(ProjectRules.Accept(tested, new AcceptProject("王伟", Signature, Signature, null), Office, "a", Now).Refusal);
    }

    [Fact]
    public void What_finance_or_the_service_head_decides_is_not_simply_reported() =>
        Assert.Equal(["milestone"], Assert.IsType<InputInvalid>(Report(Opened(), ProjectMilestone.PrepaymentConfirmed).Refusal).Issues.Select(i => i.Path));

    [Fact]
    public void A_milestone_is_reached_once()
    {
        var measured = After(Opened(), Report(Opened(), ProjectMilestone.SiteMeasured));
        Assert.Equal(new MilestoneReached(ProjectMilestone.SiteMeasured), Report(measured, ProjectMilestone.SiteMeasured).Refusal);
    }

    [Fact]
    public void Another_day_of_entry_needs_a_reason_and_moves_the_request_for_the_team()
    {
        Assert.IsType<InputInvalid>(ProjectRules.Replan(Opened(), new ReplanProject(new DateOnly(2026, 4, 13), ""), Office, 7, Now).Refusal);
        var moved = Assert.IsType<ProjectReplanned>(Assert.Single(ProjectRules.Replan(Opened(), new ReplanProject(new DateOnly(2026, 4, 13), "客户装修延期"), Office, 7, Now).Events));
        Assert.Equal(At("2026-04-06T09:30:00Z"), moved.TeamBy);
    }

    [Fact]
    public void A_project_is_given_up_before_acceptance_only()
    {
        var cancelled = After(Opened(), ProjectRules.Cancel(Opened(), "客户取消", Now));
        var over = new ProjectOver(ProjectEnd.Cancelled);
        Assert.Equal(over, Report(cancelled, ProjectMilestone.SiteMeasured).Refusal);
        Assert.Equal("The project is over: it is cancelled.", RefusalWording.Word(over, "en"));
        Assert.Empty(ProjectMilestones.Next(cancelled));
        Assert.Equal(new MilestoneReached(ProjectMilestone.Accepted), ProjectRules.Cancel(Reached(ProjectMilestone.Accepted), "x", Now).Refusal);
    }

    [Fact]
    public void All_that_is_missing_at_the_opening_is_named_at_once() =>
        Assert.Equal(["buyer", "managerId", "entryOn", "productIds", "priceMinor", "prepaymentMinor"],
            Assert.IsType<InputInvalid>(Opening(Request with
            {
                Buyer = "", ManagerId = "", EntryOn = new DateOnly(2026, 3, 8), Terms = new ProjectTerms([], -1, -1),
            }).Refusal).Issues.Select(issue => issue.Path));

    [Fact]
    public void Whatever_is_tried_in_whatever_order_nothing_is_reached_before_what_it_needs() =>
        Gen.Enum<ProjectMilestone>().Array[0, 60].Sample(tried =>
        {
            var project = Opened();
            foreach (var milestone in tried)
            {
                // Told anew, which reaches nothing.
                if (milestone == ProjectMilestone.ArrivalAnnounced && project.Has(milestone) && !project.Has(ProjectMilestone.GoodsChecked)) continue;
                var decision = Try(project, milestone);
                Assert.Equal(decision.Refusal is null, ProjectMilestones.Next(project).Contains(milestone));
                project = decision.Events.Aggregate(project, Project.Apply)!;
                Assert.All(project.Milestones, reached => Assert.All(ProjectMilestones.NeededFor(reached.Milestone), needed => Assert.True(project.Has(needed))));
            }
        }, iter: 2000);

    private static Decision Try(Project project, ProjectMilestone milestone) => milestone switch
    {
        ProjectMilestone.PrepaymentConfirmed or ProjectMilestone.FinallySettled => ProjectRules.Confirm(project, milestone, null, Office, "a", Now),
        ProjectMilestone.TeamGranted => ProjectRules.DecideTeam(project, new DecideTeam(true, null), Office, "a", Now),
        ProjectMilestone.EntryCheckPassed => ProjectRules.CheckEntry(project, new CheckEntry(true, null), Office, "a", Now),
        ProjectMilestone.ArrivalAnnounced => ProjectRules.AnnounceArrival(project, Now.AddDays(1), 12, Office, "a", Now),
        ProjectMilestone.GoodsChecked => ProjectRules.Report(project, new ReportMilestone(milestone, null), Office, "a", Now.AddDays(1)),
        ProjectMilestone.Accepted => ProjectRules.Accept(project, new AcceptProject("王伟", Signature, Signature, null), Office, "a", Now),
        _ => Report(project, milestone),
    };

    private static Decision Opening(OpenProject request) => ProjectRules.Open("prj-1", "SH-P2603-00001", request, Office, 7, Now);

    private static Project Opened() => After(null, Opening(Request));

    private static Project Reached(params ProjectMilestone[] milestones) =>
        milestones.Aggregate(Opened(), (project, milestone) => Project.Apply(project, new ProjectMilestoneReached(milestone, Now, new DateOnly(2026, 3, 9), "a", null)));

    private static Decision Report(Project project, ProjectMilestone milestone) =>
        ProjectRules.Report(project, new ReportMilestone(milestone, null), Office, "a", Now);

    private static Project After(Project? project, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(project, Project.Apply)!;
    }
}
