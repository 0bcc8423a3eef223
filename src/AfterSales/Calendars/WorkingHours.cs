using System.Text.Json.Serialization;

namespace AfterSales.Calendars;

/// <summary>
/// Hours worked every week, by the branch's clock. They belong to the day they begin on; where <paramref name="To"/> is not after
/// <paramref name="From"/> they run past midnight. A day ends at 00:00, so a whole day is 00:00–00:00. A daily lunch break is two rows.
/// </summary>
[GenerateSerializer, Immutable, Alias("WeeklyHours")]
public sealed record WeeklyHours(
    [property: Id(0), JsonConverter(typeof(JsonStringEnumConverter<DayOfWeek>))] DayOfWeek Day,
    [property: Id(1)] TimeOnly From,
    [property: Id(2)] TimeOnly To);

/// <summary>A date on which no work begins. A shift that began the evening before is still finished.</summary>
[GenerateSerializer, Immutable, Alias("Holiday")]
public sealed record Holiday([property: Id(0)] DateOnly Date, [property: Id(1)] string Name);

/// <summary>Hours of one extra working day. The rows of a date stand in place of the week's hours of that date.</summary>
[GenerateSerializer, Immutable, Alias("ExtraHours")]
public sealed record ExtraHours(
    [property: Id(0)] DateOnly Date,
    [property: Id(1)] TimeOnly From,
    [property: Id(2)] TimeOnly To,
    [property: Id(3)] string Name = "");

/// <summary>Time without work on one date, whichever hours it falls into. It may run past midnight.</summary>
[GenerateSerializer, Immutable, Alias("DatedBreak")]
public sealed record DatedBreak(
    [property: Id(0)] DateOnly Date,
    [property: Id(1)] TimeOnly From,
    [property: Id(2)] TimeOnly To,
    [property: Id(3)] string Name = "");
