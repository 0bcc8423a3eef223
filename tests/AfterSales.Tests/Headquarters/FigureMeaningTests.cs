using AfterSales.Complaints;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Contracts;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Headquarters;
using AfterSales.Promises.Rules;
using AfterSales.Surveys;
using AfterSales.Surveys.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tests.Headquarters;

/// <summary>What each figure comes to for a few rows of which anybody can count it: domain.md §8 says what it means, not the expression that counts it.</summary>
public sealed class FigureMeaningTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly object[] Rows =
    [
        // Seven tickets: one of each kind. The one of our own administration is no customer's.
        new TicketRow { Kind = TicketKind.Repair, IsEmergency = true },
        new TicketRow { Kind = TicketKind.Installation },
        new TicketRow { Kind = TicketKind.Inspection },
        new TicketRow { Kind = TicketKind.Consultation },
        new TicketRow { Kind = TicketKind.Visit },
        new TicketRow { Kind = TicketKind.ReturnOrExchange },
        new TicketRow { Kind = TicketKind.Internal, IsEmergency = true },

        // Eight completions. Fixed at the first visit is the first alone: the others came back, took two visits, failed, or nobody was there.
        new TicketCompletionRow { Kind = TicketKind.Repair, Category = ServiceCategory.Paid, Resolution = Resolution.OnSite, IsFixed = true, Visits = 1, Minutes = 90, IsArrivalKept = true },
        new TicketCompletionRow { Kind = TicketKind.Repair, Category = ServiceCategory.Contract, Resolution = Resolution.OnSite, IsFixed = true, Visits = 1, Minutes = 30, IsReopened = true, IsArrivalKept = false },
        new TicketCompletionRow { Kind = TicketKind.Repair, Category = ServiceCategory.FreeUnderWarranty, Resolution = Resolution.OnSite, IsFixed = true, Visits = 2, Minutes = 200, IsArrivalKept = true },
        new TicketCompletionRow { Kind = TicketKind.Repair, Category = ServiceCategory.Paid, Resolution = Resolution.OnSite, Visits = 1, Minutes = 45, IsArrivalKept = true },
        new TicketCompletionRow { Kind = TicketKind.Repair, Category = ServiceCategory.FreeUnderWarranty, Resolution = Resolution.Remote, IsFixed = true },
        new TicketCompletionRow { Kind = TicketKind.Repair, Category = ServiceCategory.Paid, Resolution = Resolution.Workshop, IsFixed = true, Visits = 1, Minutes = 60 },
        new TicketCompletionRow { Kind = TicketKind.Installation, Category = ServiceCategory.Contract, Resolution = Resolution.OnSite, IsFixed = true, Visits = 1, Minutes = 120, IsReopened = true, IsArrivalKept = true },
        new TicketCompletionRow { Kind = TicketKind.Internal, Category = ServiceCategory.InternalAdministration, Resolution = Resolution.OnSite, IsFixed = true, Visits = 1, Minutes = 25, IsArrivalKept = true },

        // Of each promise one kept, one missed, one that runs; of the answers two were missed, which went up one and three steps.
        .. Enum.GetValues<PromiseKind>().SelectMany(kind => new[]
        {
            new TicketPromiseRow { Promise = kind, IsKept = true, IsDecided = true },
            new TicketPromiseRow { Promise = kind, IsKept = false, IsDecided = true, Steps = kind == PromiseKind.Answered ? 1 : 0 },
            new TicketPromiseRow { Promise = kind, IsRunning = true },
        }),
        new TicketPromiseRow { Promise = PromiseKind.Answered, IsKept = false, IsDecided = true, Steps = 3 },

        // Six cards: four went out and count, of which three were answered; one that was taken back, one that waits.
        Card(4, 4, 4, 4),
        Card(3, 4, 2, 4),
        Card(3, 3, 3, 1),
        new SurveyCardRow { State = SurveyState.Expired, InvitedAt = At },
        new SurveyCardRow { State = SurveyState.Withdrawn, InvitedAt = At },
        new SurveyCardRow { State = SurveyState.Planned },

        // Nine calls: seven decided, five of them in time. Who was reached an hour late was reached.
        Call(FollowUpState.Reached, 0),
        Call(FollowUpState.Reached, 1),
        Call(FollowUpState.Declined, -5),
        Call(FollowUpState.GivenUp, -5),
        Call(FollowUpState.GivenUp, -1),
        Call(FollowUpState.Reached, -8),
        Call(FollowUpState.Overdue),
        Call(FollowUpState.Due),
        Call(FollowUpState.Withdrawn, -5),

        new ContractTermRow { Outcome = TermOutcome.Renewed },
        new ContractTermRow { Outcome = TermOutcome.Lapsed },
        new ContractTermRow { Outcome = TermOutcome.Cancelled },
        new ContractTermRow { Outcome = TermOutcome.Open },

        // Four complaints: answered in time, answered late, not answered, not due yet. Two are about quality and decided, one of them closed in three days.
        new ComplaintRow { AnswerBy = At, AnsweredAt = At, IsAnswerDecided = true, IsClosingDecided = true, IsClosedSoon = true },
        new ComplaintRow { AnswerBy = At, AnsweredAt = At.AddHours(1), IsAnswerDecided = true, IsClosingDecided = true },
        new ComplaintRow { AnswerBy = At, IsAnswerDecided = true },
        new ComplaintRow { AnswerBy = At },

        new CustomerRow { Standing = CustomerStanding.Active, IsComplete = true },
        new CustomerRow { Standing = CustomerStanding.Active },
        new CustomerRow { Standing = CustomerStanding.Active },
        new CustomerRow { Standing = CustomerStanding.Archived, IsComplete = true },
        new CustomerRow { Standing = CustomerStanding.Merged, IsComplete = true },

        // Two enquiries, one of them recorded; what we asked is none.
        new ContactRow { Channel = ContactChannel.Call, Direction = ContactDirection.Incoming, Subject = ContactSubject.Enquiry, IsEnquiryRecorded = true },
        new ContactRow { Channel = ContactChannel.WebMessage, Direction = ContactDirection.Incoming, Subject = ContactSubject.Enquiry },
        new ContactRow { Channel = ContactChannel.Call, Direction = ContactDirection.Outgoing, Subject = ContactSubject.Enquiry },
        new ContactRow { Channel = ContactChannel.Call, Direction = ContactDirection.Incoming, Subject = ContactSubject.Request },
        new ContactRow { Channel = ContactChannel.Letter, Direction = ContactDirection.Incoming, Subject = ContactSubject.Complaint },

        // Two evenings with seven and three open tickets, three of which were old.
        new BacklogDayRow { Open = 7, OverADay = 5, OverAWeek = 2 },
        new BacklogDayRow { Open = 3, OverADay = 1, OverAWeek = 1 },
        new BacklogDayRow(),
        new BacklogTicketRow { TicketId = "t-1" },
        new BacklogTicketRow { TicketId = "t-2" },
        new BacklogTicketRow { TicketId = "t-1" },

        new WorkedDayRow { IsSigned = true, WorkedMinutes = 400, MinutesToWork = 480 },
        new WorkedDayRow { IsSigned = true, WorkedMinutes = 500, MinutesToWork = 480 },
        new WorkedDayRow { WorkedMinutes = 300, MinutesToWork = 480 },

        new WarrantyVisitRow { TicketId = "t-1" },
        new WarrantyVisitRow(),
    ];

    public static TheoryData<FigureKey, long, long?> Meanings => new()
    {
        { FigureKey.TicketsRegistered, 6, null },
        { FigureKey.EmergenciesRegistered, 1, null },
        { FigureKey.Consultations, 1, null },
        { FigureKey.ServiceDemands, 3, null },
        { FigureKey.TicketsCompleted, 7, null },
        { FigureKey.SolvedRemotely, 1, 7 },
        { FigureKey.FirstVisitFix, 1, 5 },
        { FigureKey.Reopened, 2, 7 },
        { FigureKey.FailedRepairs, 1, 6 },
        { FigureKey.ArrivalInTime, 4, 5 },
        { FigureKey.HoursPaid, 195, null },
        { FigureKey.HoursContract, 150, null },
        { FigureKey.HoursWarranty, 200, null },
        { FigureKey.HoursInternal, 25, null },
        { FigureKey.PromiseAnswered, 1, 3 },
        { FigureKey.PromiseArranged, 1, 2 },
        { FigureKey.PromiseForwarded, 1, 2 },
        { FigureKey.PromiseArrival, 1, 2 },
        { FigureKey.PromiseRestored, 1, 2 },
        { FigureKey.PromiseWorkshop, 1, 2 },
        { FigureKey.EscalatedToDispatcher, 2, null },
        { FigureKey.EscalatedToManager, 1, null },
        { FigureKey.EscalatedToDirector, 1, null },
        { FigureKey.Satisfaction, 1, 3 },
        { FigureKey.SatisfactionAttitude, 3, 3 },
        { FigureKey.SatisfactionSkill, 3, 3 },
        { FigureKey.SatisfactionPunctuality, 2, 3 },
        { FigureKey.SatisfactionPromises, 2, 3 },
        { FigureKey.SurveyResponse, 3, 4 },
        { FigureKey.FollowUpsInTime, 5, 7 },
        { FigureKey.FollowUpReach, 3, 7 },
        { FigureKey.ContractRenewal, 1, 3 },
        { FigureKey.ComplaintsRaised, 4, null },
        { FigureKey.ComplaintsAnsweredInTime, 1, 3 },
        { FigureKey.QualityComplaintsClosed, 1, 2 },
        { FigureKey.FileCompleteness, 1, 3 },
        { FigureKey.EnquiriesRecorded, 1, 2 },
        { FigureKey.PhoneRecords, 3, null },
        { FigureKey.WebsiteRecords, 1, null },
        { FigureKey.OldBacklog, 3, 10 },
        { FigureKey.Utilisation, 900, 960 },
        { FigureKey.ReturnVisits, 1, 2 },
    };

    [Theory, MemberData(nameof(Meanings))]
    public void A_figure_counts_what_it_means(FigureKey key, long numerator, long? denominator)
    {
        var figure = FigureBook.Of(key);
        Assert.Equal((numerator, denominator), (Sum(figure.Numerator), figure.Denominator is { } of ? Sum(of) : null));
    }

    [Fact]
    public void No_figure_is_left_out() => Assert.Equal(Enum.GetValues<FigureKey>().Order(), Meanings.Select(row => row.Data.Item1).Order());

    [Theory]
    [InlineData(0.98, false)]
    [InlineData(0.9801, true)]
    [InlineData(0.97, false)]
    public void Satisfaction_is_to_be_over_98_per_cent(double value, bool meets) => Assert.Equal(meets, FigureBook.Of(FigureKey.Satisfaction).Meets(value, 0.98));

    [Fact]
    public void A_goal_that_nothing_can_pass_is_met_by_itself() => Assert.True(FigureBook.Of(FigureKey.Satisfaction).Meets(1, 1));

    [Theory]
    [InlineData(FigureKey.ReturnVisits, 1.0, 1.0, true)]
    [InlineData(FigureKey.EnquiriesRecorded, 0.849, 0.85, false)]
    [InlineData(FigureKey.EnquiriesRecorded, 0.85, 0.85, true)]
    [InlineData(FigureKey.Reopened, 0.05, 0.05, true)]
    [InlineData(FigureKey.Reopened, 0.051, 0.05, false)]
    public void Another_goal_is_met_by_itself_too(FigureKey key, double value, double goal, bool meets) => Assert.Equal(meets, FigureBook.Of(key).Meets(value, goal));

    [Fact]
    public void Without_a_goal_or_a_value_none_is_met_or_missed()
    {
        Assert.Null(FigureBook.Of(FigureKey.Satisfaction).Meets(null, 0.98));
        Assert.Null(FigureBook.Of(FigureKey.Satisfaction).Meets(0.5, null));
    }

    private static SurveyCardRow Card(int attitude, int skill, int punctuality, int promises) =>
        new() { State = SurveyState.Answered, InvitedAt = At, Attitude = attitude, Skill = skill, Punctuality = punctuality, Promises = promises };

    /// <param name="hours">After the window closed it was ended.</param>
    private static FollowUpCallRow Call(FollowUpState state, int? hours = null) =>
        new() { State = state, ClosesAt = At, EndedAt = hours is { } after ? At.AddHours(after) : null };

    private static long Sum(Measure measure) => (long)typeof(FigureMeaningTests)
        .GetMethod(nameof(SumOf), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!
        .MakeGenericMethod(measure.Source.Rows).Invoke(null, [measure])!;

    private static long SumOf<TRow>(Measure<TRow> measure) where TRow : class, AfterSales.Access.IScoped =>
        Rows.OfType<TRow>().Sum(row => (long)measure.Contribution.Compile()(row));
}
