namespace AfterSales.Tasks.Rules;

// Its words stand with those of all values in Values.resx.
/// <summary>What somebody has to do.</summary>
public enum TaskKind
{
    /// <summary>Read this and confirm it: somebody was to be told at once.</summary>
    Notice,

    /// <summary>Make or complete the customer file (domain.md §2: within two days).</summary>
    CompleteCustomerFile,

    /// <summary>See to the renewal of a contract (S1 P2 (20)).</summary>
    RenewContract,

    /// <summary>A contract ends soon and its renewal is not decided.</summary>
    DecideRenewal,

    /// <summary>Ask for the installation team before entry (S2 E 一).</summary>
    RequestTeam,

    /// <summary>Decide about the team that was asked for.</summary>
    DecideTeam,

    /// <summary>The site failed its check: have it put right and check it again.</summary>
    PutSiteRight,

    /// <summary>Make an inspection that a contract owes, by phone or remotely (S0 P3: monthly).</summary>
    InspectByPhone,

    /// <summary>A follow-up call whose window has closed (domain.md §5).</summary>
    MakeOverdueCall,

    /// <summary>Nobody of the customer's is to be reached at this number.</summary>
    CorrectPhoneNumber,

    /// <summary>Call back with the price that was asked for (S0 P5 I.3(4)).</summary>
    CallBackWithPrice,

    /// <summary>A customer showed interest: the sales manager speaks with him.</summary>
    ContactLead,

    /// <summary>Find what the customer asked or wished (S3 ⑹-5 §4).</summary>
    AnswerRequest,

    /// <summary>A request was not solved in time: the supervisor says how (S3 ⑹-5 §4).</summary>
    ReportRequest,

    /// <summary>Tell the customer the solution, the day it was entered (S3 ⑹-5 §4).</summary>
    TellCustomer,

    /// <summary>Give the customer an answer to his complaint (S3: at latest in 24 hours).</summary>
    AnswerComplaint,

    /// <summary>A complaint was reported up: say how it goes on (S1 P2 26, S3 ⑹-5 规定 4).</summary>
    ReportedComplaint,

    /// <summary>See to it that a technician's certificate is renewed before it ends.</summary>
    RenewCertificate,

    /// <summary>Hand out the warranty card of an installed product (S3 ⑹-1 二3: within a month of completion).</summary>
    IssueWarrantyCard,

    /// <summary>Sign the warranty agreement of what a project delivered (S0 P4 二6(1)).</summary>
    IssueWarrantyAgreement,

    /// <summary>An emergency was reported: look after it at once (S0 P1, S3 ⑹-2).</summary>
    EmergencyReported,

    /// <summary>Ask the seller, the shop or the superior for what is missing of a request (S2).</summary>
    AskSellerForFacts,

    /// <summary>Ask the customer for what is still missing of a request (S2).</summary>
    AskCustomerForFacts,

    /// <summary>The technician calls the customer and agrees on the time (S0 P5, S3 ⑹-4).</summary>
    ContactCustomer,

    /// <summary>The supplier's people come at the agreed time (S3 ⑹-4).</summary>
    SupplierComes,

    /// <summary>The head of the department looks at a repair order (S3 ⑹-1).</summary>
    ReviewRepairOrder,

    /// <summary>The leader decides over a repair order (S3 ⑹-1).</summary>
    ApproveRepairOrder,

    /// <summary>The customer is told the result, or why the request was rejected (S2, S3 §4).</summary>
    TellResult,

    /// <summary>The technician reports on the trip (S0 P5).</summary>
    ReportTrip,

    /// <summary>Remind the customer of the next service of his products (S3 ⑹-5 一2).</summary>
    MaintenanceCall,

    /// <summary>Make the call that was planned for this time (S3 ⑹-5 规定 3).</summary>
    PlannedCall,

    /// <summary>The warranty of a product ends: offer the customer a maintenance contract (S0 P2).</summary>
    OfferContract,

    /// <summary>An inspection was made: the person in charge reads what was found (S0 P3 一5).</summary>
    ReadInspectionReport,

    /// <summary>Send a message to a customer by hand: no channel of the service can (domain.md §5).</summary>
    SendMessage,

    /// <summary>A customer you look after with others has a new ticket (S0 P3 一4).</summary>
    SupportTicket,

    /// <summary>A figure of a branch became worse than its threshold (domain.md §8).</summary>
    ReadEarlySign,

    /// <summary>A visit ended without the work being finished, or nobody was at home: find another time or technician (domain.md §3.4).</summary>
    ArrangeAnotherVisit,

    /// <summary>The customer wants nothing written to him: tell him in another way that his contract ends (S1 P2 (20)).</summary>
    TellWithoutWriting,

    /// <summary>The technician comes later than agreed, and nothing may be written to the customer: call him (S2 B1.3).</summary>
    TellOfDelay,

    /// <summary>Most of the time of a promise to a customer has gone (domain.md §4).</summary>
    PromiseRunsOut,

    /// <summary>The time of a promise to a customer ran out: see how it goes on.</summary>
    PromiseMissed,

    /// <summary>The customer is offered an equal product on loan, free of charge, because his own is not repaired in time (S3 ⑹-1 2).</summary>
    LendEqualProduct,

    /// <summary>A branch put a hard problem to headquarters: answer it (S1 P2 (4)).</summary>
    AnswerHardProblem,

    /// <summary>Headquarters wants to know more of a hard problem: explain it.</summary>
    ExplainHardProblem,

    /// <summary>Headquarters answered a hard problem: whoever asked reads it.</summary>
    ReadHardProblemAnswer,

    /// <summary>Confirm the daily report of a day on which you worked (S1 P2 (15)).</summary>
    ConfirmDailyReport,

    /// <summary>Sum the technicians' daily reports up and confirm the supervisor's (S1 P2 (16)).</summary>
    ConfirmSupervisorReport,

    /// <summary>Sign the branch's daily report, so that headquarters gets it (S1 P2 (17)).</summary>
    SignBranchReport,

    /// <summary>Write the report of a week, month or year for the superior (S0 P5 II.1(2), S4 A5 10).</summary>
    WriteReport,

    /// <summary>A branch's report of a week, month or year came in: read it.</summary>
    ReadReport,

    /// <summary>Carry out what was decided in a report (S4 A4 X.1).</summary>
    CarryOutMeasure,

    /// <summary>Look a week later whether the measures of a report were carried out (S4 A4 X.1).</summary>
    CheckMeasures,

    /// <summary>A contract ended before an inspection for which a time is agreed: speak with the customer whether it is cancelled or paid for.</summary>
    DecideInspection,

    /// <summary>Ask how the customer gets on with what he was shown, and report it (S3 ⑺ std 14: each quarter).</summary>
    ReportUse,

    /// <summary>Read how a customer gets on with what he was shown.</summary>
    ReadUseReport,

    /// <summary>The agreed time of a visit is over and nobody set out: speak with the customer, and see how it goes on (domain.md §3.4).</summary>
    AppointmentPassed,
}
