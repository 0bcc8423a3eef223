using System.Collections.Immutable;
using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using CsCheck;
using static AfterSales.Tests.Calendars.CalendarScenarios;
using static AfterSales.Tests.Technicians.TechnicianScenarios;

namespace AfterSales.Tests.Technicians;

/// <summary>Now is Monday, 9 March 2026, 08:00 in Shanghai.</summary>
public sealed class QualificationRulesTests(ITestOutputHelper output)
{
    private static readonly ImmutableList<int> Notices = [60, 30, 7];

    private static readonly ImmutableList<QualificationRule> CertificateOnly = [new("gas", [Proof.Certificate]), new("*", [Proof.TrainingPassed, Proof.Certificate])];

    /// <summary>Certified for gas until the end of 20 March.</summary>
    private static Technician Certified => Recorded(Free, "gas", "2025-03-21", "2026-03-20");

    /// <summary>Midnight at the end of 20 March in Shanghai.</summary>
    private static readonly DateTimeOffset End = At("2026-03-20T16:00:00Z");

    [Fact]
    public void Who_has_shown_nothing_is_not_sent_and_the_refusal_says_what_is_needed()
    {
        var refusal = Refused<TechnicianNotQualified>(Hold(Free, Slot("v-1", 1, 2, "gas"), Now));
        Assert.Equal(("tech-1", "gas", null), (refusal.TechnicianId, refusal.Skill, refusal.Since));
        Assert.Equal([Proof.TrainingPassed, Proof.Certificate], refusal.AnyOf);
    }

    [Fact]
    public void A_passed_training_is_enough_and_so_is_a_valid_certificate()
    {
        var trained = After(Free, QualificationRules.PassTraining(Free, new PassTraining(" Gas ", "Gas safety", Date("2026-03-09")), Date("2026-03-09")));
        Assert.Null(Hold(trained, Slot("v-1", 1, 2, "GAS"), Now).Refusal);
        Assert.Null(Hold(Certified, Slot("v-1", 1, 2, "gas"), Now).Refusal);
        Assert.IsType<TechnicianNotQualified>(Hold(trained, Slot("v-1", 1, 2, "cooling"), Now).Refusal);
    }

    [Fact]
    public void A_skill_on_his_list_proves_nothing() => Assert.IsType<TechnicianNotQualified>(Hold(Free, Slot("v-1", 1, 2, "cooling"), Now).Refusal);

    [Fact]
    public void Work_that_names_no_skill_is_done_by_everybody() => Assert.Null(Hold(Free, Slot("v-1", 1, 2), Now).Refusal);

    [Fact]
    public void A_branch_may_ask_for_the_certificate_alone_or_for_nothing()
    {
        var trained = After(Free, QualificationRules.PassTraining(Free, new PassTraining("gas", "Gas safety", Date("2026-03-01")), Date("2026-03-09")));
        Assert.Equal([Proof.Certificate], Refused<TechnicianNotQualified>(
            BookingRules.Hold(trained, Slot("v-1", 1, 2, "gas"), AroundTheClock with { Qualification = CertificateOnly }, Now)).AnyOf);
        Assert.Null(BookingRules.Hold(Free, Slot("v-1", 1, 2, "gas"), AroundTheClock with { Qualification = [new("gas", [])] }, Now).Refusal);
    }

    [Fact]
    public void A_visit_ends_before_the_certificate_does_to_the_minute()
    {
        var hours = (End - Now).TotalHours;
        Assert.Null(Hold(Certified, Slot("v-1", hours - 2, hours, "gas"), Now).Refusal);
        Assert.Equal(End, Refused<TechnicianNotQualified>(Hold(Certified, Slot("v-1", hours - 2, hours + (1 / 60.0), "gas"), Now)).Since);
        Assert.Equal(End, Refused<TechnicianNotQualified>(Hold(Certified, Slot("v-1", hours + 24, hours + 25, "gas"), Now)).Since);
    }

    [Fact]
    public void From_the_minute_a_certificate_has_ended_nothing_is_booked_not_even_for_a_time_that_the_next_covers()
    {
        var later = Recorded(Certified, "gas", "2026-04-01", "2027-03-31");
        var slot = new HoldSlot("v-1", "t-1", At("2026-04-02T01:00:00Z"), At("2026-04-02T02:00:00Z"), 10, "b-sh", "gas");
        Assert.Null(Hold(later, slot, End.AddMinutes(-1)).Refusal);
        Assert.Equal(End, Refused<TechnicianNotQualified>(Hold(later, slot, End)).Since);
        Assert.Null(Hold(later, slot, At("2026-03-31T16:00:00Z")).Refusal);
    }

    [Fact]
    public void A_certificate_ends_with_the_day_of_the_home_branch_also_when_its_clock_changes()
    {
        var madrid = Office.Branch with { TimeZone = "Europe/Madrid" };
        var technician = After(Free, QualificationRules.Record(Free, Certificate("gas", "2025-10-26", "2026-03-29"), Notices, madrid, Now));
        var certificate = Assert.Single(technician.Qualifications.Certificates);
        // Summer ends on the first day and begins on the last.
        Assert.Equal((At("2025-10-25T22:00:00Z"), At("2026-03-29T22:00:00Z")), (certificate.StartsAt, certificate.ExpiresAt));
    }

    [Fact]
    public void A_withdrawn_certificate_proves_nothing_from_then_on()
    {
        var withdrawn = After(Certified, QualificationRules.Withdraw(Certified, new WithdrawCertificate("q1", "Gefälscht"), Now));
        Assert.Equal(Now, Refused<TechnicianNotQualified>(Hold(withdrawn, Slot("v-1", 1, 2, "gas"), Now)).Since);
        Assert.Empty(QualificationRules.Withdraw(withdrawn, new WithdrawCertificate("q1", "x"), Now).Events);
        Assert.Equal(["reason REQUIRED"], IssuesOf(QualificationRules.Withdraw(Certified, new WithdrawCertificate("q1", " "), Now)));
        Refused<NotFound>(QualificationRules.Withdraw(Certified, new WithdrawCertificate("q9", "x"), Now));
    }

    [Fact]
    public void Renewal_is_asked_for_sixty_thirty_and_seven_days_before_at_the_branchs_opening()
    {
        var technician = Recorded(Free, "gas", "2026-01-01", "2026-12-31");
        // 1 November is a Sunday: the branch opens on Monday.
        Assert.Equal(
            [new ExpiryNotice(60, At("2026-11-02T00:30:00Z")), new ExpiryNotice(30, At("2026-12-01T00:30:00Z")), new ExpiryNotice(7, At("2026-12-24T00:30:00Z"))],
            Assert.Single(technician.Qualifications.Certificates).Notices);
        Assert.Equal(At("2026-11-02T00:30:00Z"), technician.NextDue);
    }

    [Fact]
    public void What_should_have_been_told_before_today_is_told_once_with_the_nearest_number_of_days()
    {
        // Twelve days are left.
        var decision = QualificationRules.Record(Free, Certificate("gas", "2025-03-21", "2026-03-20"), Notices, Office.Branch, Now);
        Assert.Equal(30, Assert.IsType<CertificateExpiryNear>(decision.Events[^1]).Days);
        var technician = After(Free, decision);
        Assert.Equal([(30, true), (7, false)], technician.Qualifications.Certificates[0].Notices.Select(n => (n.Days, n.IsRaised)));
        Assert.Equal(At("2026-03-13T00:30:00Z"), technician.NextDue);
    }

    [Fact]
    public void A_certificate_that_is_over_when_it_is_taken_down_asks_for_nothing()
    {
        var decision = QualificationRules.Record(Free, Certificate("gas", "2024-03-21", "2026-03-08"), Notices, Office.Branch, Now);
        Assert.IsType<CertificateExpired>(decision.Events[^1]);
        Assert.Equal(2, decision.Events.Count);
        Assert.Null(After(Free, decision).NextDue);
    }

    [Fact]
    public void A_reminder_that_slept_tells_each_notice_once_and_in_order()
    {
        var technician = Recorded(Free, "gas", "2026-01-01", "2026-12-31");
        Assert.Empty(QualificationRules.WhenDue(technician.Qualifications, At("2026-11-02T00:29:59Z")));
        var woken = QualificationRules.WhenDue(technician.Qualifications, At("2026-12-26T00:00:00Z")).ToArray();
        Assert.Equal([60, 30, 7], woken.Cast<CertificateExpiryNear>().Select(near => near.Days));
        technician = woken.Aggregate(technician, Technician.Apply);
        Assert.Empty(QualificationRules.WhenDue(technician.Qualifications, At("2026-12-26T00:00:00Z")));
        Assert.Equal(At("2026-12-31T16:00:00Z"), technician.NextDue);
        technician = QualificationRules.WhenDue(technician.Qualifications, At("2026-12-31T16:00:00Z")).Aggregate(technician, Technician.Apply);
        Assert.True(technician.Qualifications.Certificates[0].IsExpired);
        Assert.Null(technician.NextDue);
    }

    [Fact]
    public void A_certificate_that_goes_on_renews_the_one_before_and_both_count()
    {
        var decision = QualificationRules.Record(Certified, Certificate("gas", "2026-03-15", "2027-03-14", "B-2"), Notices, Office.Branch, Now);
        Assert.Contains(new CertificateRenewed("q1", "q2"), decision.Events);
        var renewed = After(Certified, decision);
        var hours = (End - Now).TotalHours;
        Assert.Null(Hold(renewed, Slot("v-1", 1, 2, "gas"), Now).Refusal);
        Assert.Null(Hold(renewed, Slot("v-1", hours + 1, hours + 2, "gas"), Now).Refusal);
        Assert.Empty(QualificationRules.WhenDue(renewed.Qualifications, At("2026-03-14T00:00:00Z")));
    }

    [Fact]
    public void The_same_certificate_again_changes_nothing_and_a_longer_one_under_its_number_prolongs_it()
    {
        Assert.Empty(QualificationRules.Record(Certified, Certificate("gas", "2025-03-21", "2026-03-20"), Notices, Office.Branch, Now).Events);
        Assert.Equal(["number RECORDED_ALREADY"],
            IssuesOf(QualificationRules.Record(Certified, Certificate("gas", "2025-03-21", "2026-03-19"), Notices, Office.Branch, Now)));
        Assert.Contains(new CertificateRenewed("q1", "q2"),
            QualificationRules.Record(Certified, Certificate("gas", "2025-03-21", "2028-03-20"), Notices, Office.Branch, Now).Events);
    }

    [Fact]
    public void An_older_certificate_taken_down_late_asks_for_no_renewal()
    {
        var technician = Recorded(Certified, "gas", "2024-01-01", "2026-03-15", "old");
        Assert.Equal("q1", technician.Qualifications.Certificates[1].RenewedBy);
        Assert.Empty(technician.Qualifications.Certificates[1].Notices);
    }

    [Fact]
    public void A_renewal_that_is_withdrawn_leaves_the_earlier_one_to_be_renewed()
    {
        var renewed = Recorded(Certified, "gas", "2026-03-15", "2027-03-14", "B-2");
        var again = After(renewed, QualificationRules.Withdraw(renewed, new WithdrawCertificate("q2", "Irrtum"), Now));
        Assert.True(again.Qualifications.Certificates[0].AwaitsRenewal);
        Assert.Equal(At("2026-03-13T00:30:00Z"), again.NextDue);
    }

    [Theory]
    [InlineData("", "TÜV", "1", "2026-01-01", "2026-12-31", "skill SKILL_CODE_MALFORMED")]
    [InlineData("gas heating", "TÜV", "1", "2026-01-01", "2026-12-31", "skill SKILL_CODE_MALFORMED")]
    [InlineData("gas", " ", "1", "2026-01-01", "2026-12-31", "issuer REQUIRED")]
    [InlineData("gas", "TÜV", "", "2026-01-01", "2026-12-31", "number REQUIRED")]
    [InlineData("gas", "TÜV", "1", "2026-01-02", "2026-01-01", "validUntil BEFORE_VALID_FROM")]
    public void A_certificate_says_for_what_by_whom_and_how_long(string skill, string issuer, string number, string from, string until, string issue) =>
        Assert.Equal([issue], IssuesOf(QualificationRules.Record(
            Free, new RecordCertificate(skill, issuer, number, Date(from), Date(until)), Notices, Office.Branch, Now)));

    [Fact]
    public void Trainings_are_not_passed_in_the_future_and_not_twice()
    {
        Assert.Equal(["passedOn IN_THE_FUTURE"], IssuesOf(QualificationRules.PassTraining(Free, new PassTraining("gas", "c", Date("2026-03-10")), Date("2026-03-09"))));
        Assert.Equal(["course REQUIRED"], IssuesOf(QualificationRules.PassTraining(Free, new PassTraining("gas", " ", Date("2026-03-01")), Date("2026-03-09"))));
        var passed = new PassTraining("gas", "Gas", Date("2026-03-01"));
        var trained = After(Free, QualificationRules.PassTraining(Free, passed, Date("2026-03-09")));
        Assert.Empty(QualificationRules.PassTraining(trained, passed, Date("2026-03-09")).Events);
    }

    [Fact]
    public void Skills_are_codes_each_once_and_the_same_again_changes_nothing()
    {
        Assert.Equal(["skills[1].code SKILL_CODE_MALFORMED"],
            IssuesOf(QualificationRules.SetSkills(Free, [new Skill("冷却", SkillLevel.Expert), new Skill("a b", SkillLevel.Learning)])));
        Assert.Equal(["skills SKILL_REPEATED"], IssuesOf(QualificationRules.SetSkills(Free, [new Skill("Gas", SkillLevel.Expert), new Skill("gas", SkillLevel.Learning)])));
        var set = After(Free, QualificationRules.SetSkills(Free, [new Skill("Heating", SkillLevel.Expert), new Skill("cooling", SkillLevel.Learning)]));
        Assert.Equal([new Skill("cooling", SkillLevel.Learning), new Skill("heating", SkillLevel.Expert)], set.Qualifications.Skills);
        Assert.Empty(QualificationRules.SetSkills(set, [new Skill("cooling", SkillLevel.Learning), new Skill("heating", SkillLevel.Expert)]).Events);
    }

    [Fact]
    public void Skills_are_added_beside_those_he_has_as_he_has_them()
    {
        var set = After(Free, QualificationRules.SetSkills(Free, [new Skill("heating", SkillLevel.Expert)]));
        var added = After(set, QualificationRules.AddSkills(set, ["Gas", "heating", "gas"]));
        Assert.Equal([new Skill("gas", SkillLevel.Independent), new Skill("heating", SkillLevel.Expert)], added.Qualifications.Skills);
        Assert.Empty(QualificationRules.AddSkills(added, ["GAS", "heating"]).Events);
        Assert.Contains("skills[2].code SKILL_CODE_MALFORMED", IssuesOf(QualificationRules.AddSkills(added, ["a b"])));
    }

    [Fact]
    public void However_certificates_follow_each_other_a_booking_is_given_exactly_where_one_covers_it_now_and_then() =>
        Gen.Select(Gen.Select(Gen.Int[-400, 400], Gen.Int[0, 400]).Array[0, 6], Gen.Int[-14, 24 * 300], Gen.Int[1, 14]).Sample((certificates, from, length) =>
        {
            var technician = certificates.Index().Aggregate(Free, (known, c) => QualificationRules.Record(known, new RecordCertificate(
                    "gas", "TÜV", $"{c.Index}", Date("2026-03-09").AddDays(c.Item.Item1), Date("2026-03-09").AddDays(c.Item.Item1 + c.Item.Item2)), Notices, Office.Branch, Now)
                .Events.Aggregate(known, Technician.Apply));
            var (begin, end) = (Now.AddHours(from), Now.AddHours(from + length));
            if (end <= Now) return true;
            var covered = Covers(Now, Now) && Covers(begin, end);
            return covered == (Hold(technician, new HoldSlot("v-1", "t-1", begin, end, 10, "b-sh", "gas", Reason: "as agreed"), Now).Refusal is null);

            // Shanghai is eight hours ahead of UTC all year.
            bool Covers(DateTimeOffset a, DateTimeOffset b) => certificates.Any(c =>
                At("2026-03-08T16:00:00Z").AddDays(c.Item1) <= a && a < At("2026-03-08T16:00:00Z").AddDays(c.Item1 + c.Item2 + 1)
                && b <= At("2026-03-08T16:00:00Z").AddDays(c.Item1 + c.Item2 + 1));
        }, output.WriteLine, iter: 1000);

    private static Technician Recorded(Technician technician, string skill, string from, string until, string number = "A-1") =>
        After(technician, QualificationRules.Record(technician, Certificate(skill, from, until, number), Notices, Office.Branch, Now));

    private static RecordCertificate Certificate(string skill, string from, string until, string number = "A-1") =>
        new(skill, "TÜV", number, Date(from), Date(until));
}
