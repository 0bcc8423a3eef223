using AfterSales.Files.Rules;
using AfterSales.Records;

namespace AfterSales.Customers.Rules;

/// <summary>The parts of a customer's state: each a pure type with its own events and rules.</summary>
public sealed partial record Customer
{
    [Id(30)]
    public Completeness Completeness { get; init; } = Completeness.Unknown;

    [Id(31)]
    public FileDuty File { get; init; } = FileDuty.None;

    [Id(32)]
    public ServicePlan Service { get; init; } = ServicePlan.None;

    [Id(33)]
    public Offers Offers { get; init; } = Offers.None;

    [Id(34)]
    public Merging Merging { get; init; } = Merging.None;

    [Id(35)]
    public Attachments Attachments { get; init; } = Attachments.None;

    /// <summary>A file that was put away or merged reminds of nothing.</summary>
    public DateTimeOffset? NextDue => Standing == CustomerStanding.Active ? new[] { File.NextDue, Service.NextDue }.Min() : null;

    private Customer WithParts(Event happened) => this with
    {
        Completeness = happened is FileMeasured measured ? new Completeness(measured.Required, measured.Missing) : Completeness,
        File = File.Apply(happened),
        Service = happened switch
        {
            DuplicateTakenIn { Plan: { } plan } => plan,
            DuplicateLetGo { TookPlanAlong: true } => ServicePlan.None,
            _ => Service.Apply(happened),
        },
        Offers = Offers.Apply(happened),
        Merging = Merging.Apply(happened),
        Attachments = Attachments.Apply(happened),
    };
}
