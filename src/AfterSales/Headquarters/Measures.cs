using AfterSales.Complaints;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Contracts;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Promises.Rules;
using AfterSales.Surveys;
using AfterSales.Surveys.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.Headquarters;

/// <summary>What can be counted, by the rows it is counted from. The words of each stand in <c>Figures.resx</c>.</summary>
internal static class Measures
{
    private const int Satisfied = (int)SatisfactionLevel.Satisfied;

    private static readonly FigureSource<TicketRow> Tickets = new(FigureRecordKind.Ticket,
        row => new FigureSlot { Day = row.RegisteredDay, TechnicianId = row.TechnicianId, ModelId = row.ModelId, Kind = row.Kind, Category = row.Category, Step = row.Step },
        row => row.RegisteredAt,
        row => new FigureRecord { Id = row.Id, BranchId = row.BranchId, Day = row.RegisteredDay, TicketId = row.Id, CustomerId = row.CustomerId, TechnicianId = row.TechnicianId });

    private static readonly FigureSource<TicketCompletionRow> Completions = new(FigureRecordKind.Completion,
        row => new FigureSlot { Day = row.CompletedDay, TechnicianId = row.TechnicianId, ModelId = row.ModelId, Kind = row.Kind, Category = row.Category, Fault = row.Fault },
        row => row.CompletedAt,
        row => new FigureRecord { Id = row.Id, BranchId = row.BranchId, Day = row.CompletedDay, TicketId = row.TicketId, CustomerId = row.CustomerId, TechnicianId = row.TechnicianId });

    private static readonly FigureSource<TicketPromiseRow> Promises = new(FigureRecordKind.Promise,
        row => new FigureSlot { Day = row.Day, TechnicianId = row.TechnicianId, ModelId = row.ModelId, Kind = row.Kind },
        row => row.CountsAt,
        row => new FigureRecord { Id = row.Id, BranchId = row.BranchId, Day = row.Day, TicketId = row.TicketId, CustomerId = row.CustomerId, TechnicianId = row.TechnicianId });

    private static readonly FigureSource<SurveyCardRow> Cards = new(FigureRecordKind.SurveyCard,
        row => new FigureSlot { Day = row.CompletedDay, TechnicianId = row.TechnicianId, ModelId = row.ModelId },
        row => row.CompletedAt,
        row => new FigureRecord { Id = row.Id, BranchId = row.BranchId, Day = row.CompletedDay, TicketId = row.TicketId, CustomerId = row.CustomerId, TechnicianId = row.TechnicianId });

    private static readonly FigureSource<FollowUpCallRow> Calls = new(FigureRecordKind.FollowUpCall,
        row => new FigureSlot { Day = row.Day },
        row => row.CountsAt,
        row => new FigureRecord { Id = row.Id, BranchId = row.BranchId, Day = row.Day, TicketId = row.TicketId, CustomerId = row.CustomerId });

    private static readonly FigureSource<ContractTermRow> Terms = new(FigureRecordKind.ContractTerm,
        row => new FigureSlot { Day = row.EndsOn },
        at: null,
        row => new FigureRecord { Id = row.Id, BranchId = row.BranchId, Day = row.EndsOn });

    private static readonly FigureSource<ComplaintRow> Complaints = new(FigureRecordKind.Complaint,
        row => new FigureSlot { Day = row.RaisedDay, TechnicianId = row.TechnicianId, ModelId = row.ModelId },
        row => row.RaisedAt,
        row => new FigureRecord { Id = row.Id, BranchId = row.BranchId, Day = row.RaisedDay, TicketId = row.TicketId, CustomerId = row.CustomerId, TechnicianId = row.TechnicianId });

    private static readonly FigureSource<ComplaintRow> ComplaintAnswers = new(FigureRecordKind.ComplaintAnswer,
        row => new FigureSlot { Day = row.AnswerDay, TechnicianId = row.TechnicianId, ModelId = row.ModelId },
        row => row.AnswerCountsAt,
        row => new FigureRecord { Id = row.Id, BranchId = row.BranchId, Day = row.AnswerDay, TicketId = row.TicketId, CustomerId = row.CustomerId, TechnicianId = row.TechnicianId });

    private static readonly FigureSource<ComplaintRow> ComplaintClosings = new(FigureRecordKind.ComplaintClosing,
        row => new FigureSlot { Day = row.ClosingDay, TechnicianId = row.TechnicianId, ModelId = row.ModelId },
        row => row.ClosingCountsAt,
        row => new FigureRecord { Id = row.Id, BranchId = row.BranchId, Day = row.ClosingDay, TicketId = row.TicketId, CustomerId = row.CustomerId, TechnicianId = row.TechnicianId });

    private static readonly FigureSource<CustomerRow> Files = new(FigureRecordKind.CustomerFile,
        row => new FigureSlot { Day = row.RegisteredDay },
        row => row.RegisteredAt,
        row => new FigureRecord { Id = row.Id, BranchId = row.BranchId, Day = row.RegisteredDay, CustomerId = row.Id });

    private static readonly FigureSource<ContactRow> Contacts = new(FigureRecordKind.Contact,
        row => new FigureSlot { Day = row.Day },
        row => row.At,
        row => new FigureRecord { Id = row.Id, BranchId = row.BranchId, Day = row.Day, TicketId = row.TicketId, CustomerId = row.CustomerId });

    private static readonly FigureSource<BacklogDayRow> Evenings = new(FigureRecordKind.Evening,
        row => new FigureSlot { Day = row.Day },
        at: null,
        row => new FigureRecord { Id = row.Id, BranchId = row.BranchId, Day = row.Day });

    private static readonly FigureSource<BacklogTicketRow> OldTickets = new(FigureRecordKind.OldTicket,
        row => new FigureSlot { Day = row.Day, TechnicianId = row.TechnicianId, ModelId = row.ModelId, Kind = row.Kind },
        at: null,
        row => new FigureRecord { Id = row.Id, BranchId = row.BranchId, Day = row.Day, TicketId = row.TicketId, CustomerId = row.CustomerId, TechnicianId = row.TechnicianId });

    private static readonly FigureSource<WorkedDayRow> WorkedDays = new(FigureRecordKind.WorkedDay,
        row => new FigureSlot { Day = row.Day, TechnicianId = row.TechnicianId },
        at: null,
        row => new FigureRecord { Id = row.Id, BranchId = row.BranchId, Day = row.Day, TechnicianId = row.TechnicianId });

    private static readonly FigureSource<WarrantyVisitRow> WarrantyVisits = new(FigureRecordKind.WarrantyVisit,
        row => new FigureSlot { Day = row.Day },
        at: null,
        row => new FigureRecord { Id = row.Id, BranchId = row.BranchId, Day = row.Day, TicketId = row.TicketId, CustomerId = row.CustomerId });

    public static Measure Registered { get; } = new Measure<TicketRow>(nameof(Registered), Tickets, row => row.Kind != TicketKind.Internal);

    public static Measure Emergencies { get; } = new Measure<TicketRow>(nameof(Emergencies), Tickets, row => row.Kind != TicketKind.Internal && row.IsEmergency);

    public static Measure Consultations { get; } = new Measure<TicketRow>(nameof(Consultations), Tickets, row => row.Kind == TicketKind.Consultation);

    public static Measure ServiceDemands { get; } = new Measure<TicketRow>(nameof(ServiceDemands), Tickets,
        row => row.Kind == TicketKind.Repair || row.Kind == TicketKind.Installation || row.Kind == TicketKind.ReturnOrExchange);

    public static Measure PhoneRecords { get; } = new Measure<ContactRow>(nameof(PhoneRecords), Contacts, row => row.Channel == ContactChannel.Call);

    public static Measure WebsiteRecords { get; } = new Measure<ContactRow>(nameof(WebsiteRecords), Contacts, row => row.Channel == ContactChannel.WebMessage);

    public static Measure Completed { get; } = new Measure<TicketCompletionRow>(nameof(Completed), Completions, row => row.Kind != TicketKind.Internal);

    public static Measure SolvedRemotely { get; } =
        new Measure<TicketCompletionRow>(nameof(SolvedRemotely), Completions, row => row.Kind != TicketKind.Internal && row.Resolution == Resolution.Remote);

    public static Measure Reopened { get; } =
        new Measure<TicketCompletionRow>(nameof(Reopened), Completions, row => row.Kind != TicketKind.Internal && row.IsReopened);

    public static Measure RepairsCompleted { get; } =
        new Measure<TicketCompletionRow>(nameof(RepairsCompleted), Completions, row => row.Kind == TicketKind.Repair);

    public static Measure RepairsFailed { get; } =
        new Measure<TicketCompletionRow>(nameof(RepairsFailed), Completions, row => row.Kind == TicketKind.Repair && !row.IsFixed);

    public static Measure RepairsVisited { get; } =
        new Measure<TicketCompletionRow>(nameof(RepairsVisited), Completions, row => row.Kind == TicketKind.Repair && row.Visits > 0);

    public static Measure FixedAtFirstVisit { get; } = new Measure<TicketCompletionRow>(nameof(FixedAtFirstVisit), Completions,
        row => row.Kind == TicketKind.Repair && row.Visits == 1 && row.Resolution == Resolution.OnSite && row.IsFixed && !row.IsReopened);

    public static Measure MinutesPaid { get; } =
        new Measure<TicketCompletionRow>(nameof(MinutesPaid), Completions, row => row.Category == ServiceCategory.Paid && row.Minutes > 0, row => row.Minutes);

    public static Measure MinutesContract { get; } =
        new Measure<TicketCompletionRow>(nameof(MinutesContract), Completions, row => row.Category == ServiceCategory.Contract && row.Minutes > 0, row => row.Minutes);

    public static Measure MinutesWarranty { get; } = new Measure<TicketCompletionRow>(nameof(MinutesWarranty), Completions,
        row => row.Category == ServiceCategory.FreeUnderWarranty && row.Minutes > 0, row => row.Minutes);

    public static Measure MinutesInternal { get; } = new Measure<TicketCompletionRow>(nameof(MinutesInternal), Completions,
        row => row.Category == ServiceCategory.InternalAdministration && row.Minutes > 0, row => row.Minutes);

    public static Measure ArrivalsPromised { get; } =
        new Measure<TicketCompletionRow>(nameof(ArrivalsPromised), Completions, row => row.Kind != TicketKind.Internal && row.IsArrivalKept != null);

    public static Measure ArrivalsKept { get; } =
        new Measure<TicketCompletionRow>(nameof(ArrivalsKept), Completions, row => row.Kind != TicketKind.Internal && row.IsArrivalKept == true);

    public static Measure PromisesAnswered { get; } =
        new Measure<TicketPromiseRow>(nameof(PromisesAnswered), Promises, row => row.IsDecided && row.Promise == PromiseKind.Answered);

    public static Measure PromisesAnsweredKept { get; } =
        new Measure<TicketPromiseRow>(nameof(PromisesAnsweredKept), Promises, row => row.IsKept == true && row.Promise == PromiseKind.Answered);

    public static Measure PromisesArranged { get; } =
        new Measure<TicketPromiseRow>(nameof(PromisesArranged), Promises, row => row.IsDecided && row.Promise == PromiseKind.Arranged);

    public static Measure PromisesArrangedKept { get; } =
        new Measure<TicketPromiseRow>(nameof(PromisesArrangedKept), Promises, row => row.IsKept == true && row.Promise == PromiseKind.Arranged);

    public static Measure PromisesForwarded { get; } =
        new Measure<TicketPromiseRow>(nameof(PromisesForwarded), Promises, row => row.IsDecided && row.Promise == PromiseKind.Forwarded);

    public static Measure PromisesForwardedKept { get; } =
        new Measure<TicketPromiseRow>(nameof(PromisesForwardedKept), Promises, row => row.IsKept == true && row.Promise == PromiseKind.Forwarded);

    public static Measure PromisesArrival { get; } =
        new Measure<TicketPromiseRow>(nameof(PromisesArrival), Promises, row => row.IsDecided && row.Promise == PromiseKind.Arrival);

    public static Measure PromisesArrivalKept { get; } =
        new Measure<TicketPromiseRow>(nameof(PromisesArrivalKept), Promises, row => row.IsKept == true && row.Promise == PromiseKind.Arrival);

    public static Measure PromisesRestored { get; } =
        new Measure<TicketPromiseRow>(nameof(PromisesRestored), Promises, row => row.IsDecided && row.Promise == PromiseKind.Restored);

    public static Measure PromisesRestoredKept { get; } =
        new Measure<TicketPromiseRow>(nameof(PromisesRestoredKept), Promises, row => row.IsKept == true && row.Promise == PromiseKind.Restored);

    public static Measure PromisesWorkshop { get; } =
        new Measure<TicketPromiseRow>(nameof(PromisesWorkshop), Promises, row => row.IsDecided && row.Promise == PromiseKind.WorkshopDone);

    public static Measure PromisesWorkshopKept { get; } =
        new Measure<TicketPromiseRow>(nameof(PromisesWorkshopKept), Promises, row => row.IsKept == true && row.Promise == PromiseKind.WorkshopDone);

    public static Measure PromisesEscalated { get; } = new Measure<TicketPromiseRow>(nameof(PromisesEscalated), Promises, row => row.Steps >= 1);

    public static Measure PromisesEscalatedToManager { get; } =
        new Measure<TicketPromiseRow>(nameof(PromisesEscalatedToManager), Promises, row => row.Steps >= 2);

    public static Measure PromisesEscalatedToDirector { get; } =
        new Measure<TicketPromiseRow>(nameof(PromisesEscalatedToDirector), Promises, row => row.Steps >= 3);

    public static Measure CustomersInWarranty { get; } = new Measure<WarrantyVisitRow>(nameof(CustomersInWarranty), WarrantyVisits, row => true);

    public static Measure CustomersVisited { get; } = new Measure<WarrantyVisitRow>(nameof(CustomersVisited), WarrantyVisits, row => row.TicketId != null);

    public static Measure MinutesWorked { get; } = new Measure<WorkedDayRow>(nameof(MinutesWorked), WorkedDays, row => row.IsSigned && row.WorkedMinutes > 0, row => row.WorkedMinutes);

    public static Measure MinutesToWork { get; } = new Measure<WorkedDayRow>(nameof(MinutesToWork), WorkedDays, row => row.IsSigned && row.MinutesToWork > 0, row => row.MinutesToWork);

    public static Measure BacklogCounted { get; } = new Measure<BacklogDayRow>(nameof(BacklogCounted), Evenings, row => row.Open > 0, row => row.Open);

    public static Measure BacklogOld { get; } = new Measure<BacklogTicketRow>(nameof(BacklogOld), OldTickets, row => true);

    public static Measure FilesKept { get; } = new Measure<CustomerRow>(nameof(FilesKept), Files, row => row.Standing == CustomerStanding.Active);

    public static Measure FilesComplete { get; } =
        new Measure<CustomerRow>(nameof(FilesComplete), Files, row => row.Standing == CustomerStanding.Active && row.IsComplete);

    public static Measure Enquiries { get; } =
        new Measure<ContactRow>(nameof(Enquiries), Contacts, row => row.Subject == ContactSubject.Enquiry && row.Direction == ContactDirection.Incoming);

    public static Measure EnquiriesRecorded { get; } = new Measure<ContactRow>(nameof(EnquiriesRecorded), Contacts,
        row => row.IsEnquiryRecorded);

    public static Measure CardsSent { get; } =
        new Measure<SurveyCardRow>(nameof(CardsSent), Cards, row =>
            (row.InvitedAt != null && row.State != SurveyState.Withdrawn) || row.State == SurveyState.Answered);

    public static Measure CardsAnswered { get; } = new Measure<SurveyCardRow>(nameof(CardsAnswered), Cards, row => row.State == SurveyState.Answered);

    public static Measure CardsSatisfied { get; } = new Measure<SurveyCardRow>(nameof(CardsSatisfied), Cards, row =>
        row.State == SurveyState.Answered && row.Attitude >= Satisfied && row.Skill >= Satisfied && row.Punctuality >= Satisfied && row.Promises >= Satisfied);

    public static Measure SatisfiedAttitude { get; } =
        new Measure<SurveyCardRow>(nameof(SatisfiedAttitude), Cards, row => row.State == SurveyState.Answered && row.Attitude >= Satisfied);

    public static Measure SatisfiedSkill { get; } =
        new Measure<SurveyCardRow>(nameof(SatisfiedSkill), Cards, row => row.State == SurveyState.Answered && row.Skill >= Satisfied);

    public static Measure SatisfiedPunctuality { get; } =
        new Measure<SurveyCardRow>(nameof(SatisfiedPunctuality), Cards, row => row.State == SurveyState.Answered && row.Punctuality >= Satisfied);

    public static Measure SatisfiedPromises { get; } =
        new Measure<SurveyCardRow>(nameof(SatisfiedPromises), Cards, row => row.State == SurveyState.Answered && row.Promises >= Satisfied);

    public static Measure FollowUpsDecided { get; } = new Measure<FollowUpCallRow>(nameof(FollowUpsDecided), Calls,
        row => row.State != FollowUpState.Planned && row.State != FollowUpState.Due && row.State != FollowUpState.Withdrawn);

    public static Measure FollowUpsReached { get; } = new Measure<FollowUpCallRow>(nameof(FollowUpsReached), Calls, row => row.State == FollowUpState.Reached);

    public static Measure FollowUpsInTime { get; } = new Measure<FollowUpCallRow>(nameof(FollowUpsInTime), Calls, row =>
        (row.State == FollowUpState.Reached || row.State == FollowUpState.Declined || row.State == FollowUpState.GivenUp) && row.EndedAt <= row.ClosesAt);

    public static Measure TermsEnded { get; } = new Measure<ContractTermRow>(nameof(TermsEnded), Terms, row => row.Outcome != TermOutcome.Open);

    public static Measure TermsRenewed { get; } = new Measure<ContractTermRow>(nameof(TermsRenewed), Terms, row => row.Outcome == TermOutcome.Renewed);

    public static Measure ComplaintsRaised { get; } = new Measure<ComplaintRow>(nameof(ComplaintsRaised), Complaints, row => true);

    public static Measure ComplaintAnswersDecided { get; } = new Measure<ComplaintRow>(nameof(ComplaintAnswersDecided), ComplaintAnswers, row => row.IsAnswerDecided);

    public static Measure ComplaintsAnsweredInTime { get; } =
        new Measure<ComplaintRow>(nameof(ComplaintsAnsweredInTime), ComplaintAnswers, row => row.IsAnswerDecided && row.AnsweredAt <= row.AnswerBy);

    public static Measure QualityClosingsDecided { get; } = new Measure<ComplaintRow>(nameof(QualityClosingsDecided), ComplaintClosings, row => row.IsClosingDecided);

    public static Measure QualityComplaintsClosedSoon { get; } = new Measure<ComplaintRow>(nameof(QualityComplaintsClosedSoon), ComplaintClosings, row => row.IsClosingDecided && row.IsClosedSoon);
}
