namespace AfterSales.Headquarters;

// Its name stands in Values.resx, what its measures count in Figures.resx.
/// <summary>A figure that headquarters looks at (domain.md §8).</summary>
public enum FigureKey
{
    [FigureWords(nameof(TicketsRegistered))]
    TicketsRegistered,

    [FigureWords(nameof(EmergenciesRegistered))]
    EmergenciesRegistered,

    [FigureWords(nameof(TicketsCompleted))]
    TicketsCompleted,

    [FigureWords(nameof(SolvedRemotely))]
    SolvedRemotely,

    [FigureWords(nameof(FirstVisitFix))]
    FirstVisitFix,

    [FigureWords(nameof(Reopened))]
    Reopened,

    [FigureWords(nameof(FailedRepairs))]
    FailedRepairs,

    [FigureWords(nameof(ArrivalInTime))]
    ArrivalInTime,

    [FigureWords(nameof(PromiseAnswered))]
    PromiseAnswered,

    [FigureWords(nameof(PromiseArranged))]
    PromiseArranged,

    [FigureWords(nameof(PromiseForwarded))]
    PromiseForwarded,

    [FigureWords(nameof(PromiseArrival))]
    PromiseArrival,

    [FigureWords(nameof(PromiseRestored))]
    PromiseRestored,

    [FigureWords(nameof(PromiseWorkshop))]
    PromiseWorkshop,

    [FigureWords(nameof(EscalatedToDispatcher))]
    EscalatedToDispatcher,

    [FigureWords(nameof(EscalatedToManager))]
    EscalatedToManager,

    [FigureWords(nameof(EscalatedToDirector))]
    EscalatedToDirector,

    [FigureWords(nameof(ReturnVisits))]
    ReturnVisits,

    [FigureWords(nameof(Utilisation))]
    Utilisation,

    [FigureWords(nameof(OldBacklog))]
    OldBacklog,

    [FigureWords(nameof(HoursPaid))]
    HoursPaid,

    [FigureWords(nameof(HoursContract))]
    HoursContract,

    [FigureWords(nameof(HoursWarranty))]
    HoursWarranty,

    [FigureWords(nameof(HoursInternal))]
    HoursInternal,

    [FigureWords(nameof(Satisfaction))]
    Satisfaction,

    [FigureWords(nameof(SatisfactionAttitude))]
    SatisfactionAttitude,

    [FigureWords(nameof(SatisfactionSkill))]
    SatisfactionSkill,

    [FigureWords(nameof(SatisfactionPunctuality))]
    SatisfactionPunctuality,

    [FigureWords(nameof(SatisfactionPromises))]
    SatisfactionPromises,

    [FigureWords(nameof(SurveyResponse))]
    SurveyResponse,

    [FigureWords(nameof(FollowUpsInTime))]
    FollowUpsInTime,

    [FigureWords(nameof(FollowUpReach))]
    FollowUpReach,

    [FigureWords(nameof(ContractRenewal))]
    ContractRenewal,

    [FigureWords(nameof(ComplaintsRaised))]
    ComplaintsRaised,

    [FigureWords(nameof(ComplaintsAnsweredInTime))]
    ComplaintsAnsweredInTime,

    [FigureWords(nameof(QualityComplaintsClosed))]
    QualityComplaintsClosed,

    [FigureWords(nameof(FileCompleteness))]
    FileCompleteness,

    [FigureWords(nameof(EnquiriesRecorded))]
    EnquiriesRecorded,

    [FigureWords(nameof(PhoneRecords))]
    PhoneRecords,

    [FigureWords(nameof(WebsiteRecords))]
    WebsiteRecords,

    [FigureWords(nameof(Consultations))]
    Consultations,

    [FigureWords(nameof(ServiceDemands))]
    ServiceDemands,
}

/// <summary>What a figure's value is counted in.</summary>
public enum FigureUnit
{
    /// <summary>How many.</summary>
    Count,

    /// <summary>Numerator by denominator: from 0 to 1, and of working time more where more was worked than was to be.</summary>
    Share,

    /// <summary>Hours of work; the numerator is in minutes.</summary>
    Hours,
}

/// <summary>Which side of a figure is the better one.</summary>
public enum BetterWhen
{
    Higher,
    Lower,
}
