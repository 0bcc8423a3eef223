using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Catalogue;
using AfterSales.Headquarters.Rules;
using AfterSales.Technicians;
using AfterSales.Tickets.Rules;

namespace AfterSales.Headquarters;

/// <summary>What figures are told apart by.</summary>
public enum FigureGrouping
{
    /// <summary>All branches you may see, together.</summary>
    Company,
    Branch,
    Technician,

    /// <summary>The model of the product.</summary>
    Model,

    /// <summary>The kind of ticket.</summary>
    Kind,

    /// <summary>The service category, A to D.</summary>
    Category,

    /// <summary>The step a ticket stands at now.</summary>
    Step,

    /// <summary>The part the fault was in, of repairs, as they were assessed last.</summary>
    Fault,

    /// <summary>Model and fault at once. It is counted from the records of the period, which is a year at most and not divided.</summary>
    ModelAndFault,

    /// <summary>The parts of the region in the filter; without one, of the company. A branch counts where it was on each day.</summary>
    Region,
}

/// <summary>What is left out of figures. Beside branches and regions one of the others can be named, or model and fault together.</summary>
/// <param name="BranchIds">Only these branches; left out: all you may see.</param>
/// <param name="TechnicianId">Only this technician's work.</param>
/// <param name="ModelId">Only this model, by its key in the catalogue.</param>
/// <param name="Kind">Only this kind of ticket.</param>
/// <param name="Category">Only this service category.</param>
/// <param name="Step">Only tickets that stand at this step now.</param>
/// <param name="Fault">Only repairs of this fault, by the code of the part.</param>
/// <param name="RegionId">Only what branches did while they were in this region or in a part of it.</param>
public sealed record FigureFilter(
    IReadOnlyList<string>? BranchIds = null, string? TechnicianId = null, string? ModelId = null, TicketKind? Kind = null, ServiceCategory? Category = null,
    TicketStep? Step = null, string? RegionId = null, [property: StringLength(100)] string? Fault = null);

/// <summary>A figure's value, with what it is made of.</summary>
/// <param name="Numerator">Of hours of work: minutes.</param>
/// <param name="Denominator">Null for what is only counted or added up.</param>
/// <param name="Value">In the figure's unit; null for a share of nothing.</param>
[SecuredByParent]
public sealed record FigureValue(long Numerator, long? Denominator, double? Value);

/// <summary>A figure in one step of the period.</summary>
/// <param name="From">The first day of the step, or of the period where that begins later.</param>
/// <param name="To">The last day, included.</param>
[SecuredByParent]
public sealed record FigurePoint(DateOnly From, DateOnly To, FigureValue Value);

/// <summary>Whose figure it is. All of it is null for all branches together.</summary>
[SecuredByParent]
public sealed class FigureGroup(FigureGrouping by, string key, Region? region = null)
{
    /// <summary>
    /// The key of the branch, region, technician or model, the name of the kind, category or step, or the code of the part; of model and fault both, a
    /// slash between them. Null for all branches together, and for the branches that are in no region.
    /// </summary>
    public string? Id => by == FigureGrouping.Company || key.Length == 0 ? null : key;

    /// <summary>The key of the record it stands for, where it is one.</summary>
    internal string? RecordId => by is FigureGrouping.Branch or FigureGrouping.Region or FigureGrouping.Technician ? Id : ModelId.Length > 0 ? ModelId : null;

    public RegionView? Region => region is null ? null : new(region);

    public TicketKind? Kind => by == FigureGrouping.Kind ? new FigureMember(FigureDimension.Kind, key).Kind : null;

    public ServiceCategory? Category => by == FigureGrouping.Category ? new FigureMember(FigureDimension.Category, key).Category : null;

    public TicketStep? Step => by == FigureGrouping.Step ? new FigureMember(FigureDimension.Step, key).Step : null;

    /// <summary>The code of the part the fault was in; where the catalogue has no such part, what it was called in capitals.</summary>
    public string? Fault => by switch
    {
        FigureGrouping.Fault => key,
        FigureGrouping.ModelAndFault => key[(key.IndexOf(FigureSums.And, StringComparison.Ordinal) + 1)..],
        _ => null,
    };

    /// <summary>What the catalogue calls that part, in your language; else its code.</summary>
    [Secured(Permission.SeePerformance)]
    public Deferred<string?> GetFaultName(PartNameLoader parts, Caller caller) => parts.Load(Fault ?? "").Select(name => name?.In(caller.Language) ?? Fault);

    [Secured(Permission.SeePerformance)]
    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(by == FigureGrouping.Branch ? key : "");

    [Secured(Permission.SeePerformance)]
    public Deferred<TechnicianView?> GetTechnician(TechnicianLoader technicians) => technicians.Load(by == FigureGrouping.Technician ? key : "");

    [Secured(Permission.SeePerformance)]
    public Deferred<ModelView?> GetModel(ModelLoader models) => models.Load(ModelId);

    private string ModelId => by switch
    {
        FigureGrouping.Model => key,
        FigureGrouping.ModelAndFault => key[..key.IndexOf(FigureSums.And, StringComparison.Ordinal)],
        _ => "",
    };
}

/// <summary>One figure of one group.</summary>
[Secured(Permission.SeePerformance)]
public sealed class FigureLine(FigureKey figure, FigureGroup group, FigureValue value)
{
    public FigureKey Figure => figure;

    public FigureGroup Group => group;

    /// <summary>Over the whole period.</summary>
    public FigureValue Value => value;

    /// <summary>The goal that holds on the period's last day, in the figure's unit: where the branch has none of its own for this figure, headquarters'; null where there is none.</summary>
    public double? Goal { get; init; }

    /// <summary>Only what is better than the goal meets it: "over 98 %".</summary>
    public bool IsGoalExclusive => Goal is { } wanted && FigureBook.Of(figure).IsExclusive(wanted);

    /// <summary>Null where there is no goal or no value.</summary>
    public bool? MeetsGoal { get; init; }

    /// <summary>The place among all groups, 1 is the best; groups with the same value share it. Null without a value.</summary>
    public int? Rank { get; init; }

    /// <summary>
    /// Over all branches of the company, whoever asks: of a share all of it, else the mean of the branches that had any of it. Null unless the company
    /// shows it to its branches, at least three of them have a value, and you do not see all of them but one: nobody's own can be told from it.
    /// </summary>
    public double? Average { get; init; }

    /// <summary>In the period compared with; null where none was asked for.</summary>
    public FigureValue? Compared { get; init; }

    /// <summary>The place in the period compared with.</summary>
    public int? ComparedRank { get; init; }

    /// <summary>How much the value is higher than in the period compared with, in the figure's unit.</summary>
    public double? Change => Value.Value - Compared?.Value;

    /// <summary>Step by step, without a gap; empty where the period is not divided.</summary>
    public IReadOnlyList<FigurePoint> Trend { get; init; } = [];
}

/// <summary>Figures over a period.</summary>
/// <param name="AsOf">All that was saved before this instant is counted.</param>
/// <param name="Lines">Figure by figure as asked for, in each the groups in their order.</param>
[Secured(Permission.SeePerformance)]
public sealed record FigureReport(DateTimeOffset AsOf, IReadOnlyList<FigureLine> Lines);

/// <summary>What a figure says, in the caller's language.</summary>
[SecuredByParent]
public sealed class FigureDefinition(Figure figure, FigureGoal? goal, string language)
{
    public FigureKey Key => figure.Key;

    public string Name => FigureWording.NameOf(figure.Key, language);

    /// <summary>What is counted.</summary>
    public string Numerator => FigureWording.Of(figure.Numerator, language);

    /// <summary>What it is a share of; null for what is only counted or added up.</summary>
    public string? Denominator => figure.Denominator is { } denominator ? FigureWording.Of(denominator, language) : null;

    /// <summary>By which day it counts.</summary>
    public string Day => FigureWording.DayOf(figure.Numerator.Source, language);

    /// <summary>The records that are counted.</summary>
    public FigureRecordKind Records => figure.Numerator.Source.Key;

    public FigureUnit Unit => figure.Unit;

    public BetterWhen BetterWhen => figure.Better;

    /// <summary>The company's goal that holds today, in the figure's unit; null where there is none. A branch may have its own.</summary>
    public double? Goal => goal is null ? null : figure.InUnit(goal);

    /// <summary>Only what is better than the goal meets it: "over 98 %". False where there is no goal, or nothing can be better.</summary>
    public bool IsGoalExclusive => Goal is { } wanted && figure.IsExclusive(wanted);

    /// <summary>What it can be told apart by, beside the branch.</summary>
    public IReadOnlyList<FigureGrouping> Groupings => [.. Enum.GetValues<FigureGrouping>().Where(by => by.Dimensions().All(figure.Dimensions.Contains))];

    /// <summary>The rule it comes from: the source document and section, or <c>ours</c>.</summary>
    public string Source => figure.Source;
}

internal static class FigureGroupings
{
    /// <summary>What is told apart beside the branch.</summary>
    public static IReadOnlyList<FigureDimension> Dimensions(this FigureGrouping by) => by switch
    {
        FigureGrouping.Technician => [FigureDimension.Technician],
        FigureGrouping.Model => [FigureDimension.Model],
        FigureGrouping.Kind => [FigureDimension.Kind],
        FigureGrouping.Category => [FigureDimension.Category],
        FigureGrouping.Step => [FigureDimension.Step],
        FigureGrouping.Fault => [FigureDimension.Fault],
        FigureGrouping.ModelAndFault => [FigureDimension.Model, FigureDimension.Fault],
        _ => [],
    };
}
