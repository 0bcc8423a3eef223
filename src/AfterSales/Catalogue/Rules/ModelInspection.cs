namespace AfterSales.Catalogue.Rules;

/// <summary>How an inspection is made (S0 P3: monthly by phone).</summary>
public enum InspectionChannel
{
    Site,
    Phone,
    Remote,
}

/// <summary>The months of the year in which an inspection makes sense, both included; October to March goes over the year's end.</summary>
[GenerateSerializer, Immutable, Alias("Season")]
public sealed record Season([property: Id(0)] int FromMonth, [property: Id(1)] int ToMonth)
{
    public bool Holds(int month) => FromMonth <= ToMonth ? FromMonth <= month && month <= ToMonth : month >= FromMonth || month <= ToMonth;
}

/// <summary>What is to be looked after at every unit of the model (S0 P4 III): what a contract's or a warranty's inspection plan is made from.</summary>
/// <param name="Code">Names it for good, within its model.</param>
/// <param name="FirstAfterMonths">From the day the warranty starts to the first.</param>
/// <param name="EveryMonths">From one inspection to the next; null: once only.</param>
/// <param name="Season">Only in these months; null: all year.</param>
[GenerateSerializer, Immutable, Alias("ModelInspection")]
public sealed record ModelInspection(
    [property: Id(0)] string Code,
    [property: Id(1)] LocalText Name,
    [property: Id(2)] int FirstAfterMonths,
    [property: Id(3)] int? EveryMonths,
    [property: Id(4)] InspectionChannel Channel,
    [property: Id(5)] Season? Season = null);
