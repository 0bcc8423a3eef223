using AfterSales.Promises.Rules;

namespace AfterSales.Enquiries.Rules;

/// <summary>What a request is about, where its answer has a time of its own (S3 ⑺ std 9–14, S0 P2).</summary>
public enum RequestMatter
{
    /// <summary>Anything else.</summary>
    Other,

    /// <summary>A proposal for a project.</summary>
    ProjectProposal,

    Diagnosis,

    /// <summary>Help with work of the customer's, such as complaints in his market.</summary>
    WorkAssistance,

    Training,

    /// <summary>A sample that was sent in is analysed.</summary>
    SampleAnalysis,

    /// <summary>A plan for the customer's promotion.</summary>
    PromotionPlan,

    /// <summary>Guidance in using the product, which is followed up.</summary>
    UsageGuidance,
}

/// <summary>By when a request of this matter is answered, as a line of the policy.</summary>
/// <param name="ReportEveryMonths">Once the customer was answered, how he gets on is reported to the leader so often; 0: never.</param>
/// <param name="Reports">How many such reports are owed.</param>
public sealed record RequestTerm(RequestMatter Matter, int Amount, PromiseUnit Unit, int ReportEveryMonths = 0, int Reports = 0);
