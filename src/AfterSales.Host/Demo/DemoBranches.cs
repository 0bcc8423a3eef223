using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;

namespace AfterSales.Host.Demo;

/// <summary>Four branches in two time zones and currencies.</summary>
internal static class DemoBranches
{
    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    public static IReadOnlyList<OpenBranch> All { get; } =
    [
        new("SH", "上海", "CN", "CNY", China), new("CD", "成都", "CN", "CNY", China),
        new("MAD", "Madrid", "ES", "EUR", Spain), new("BCN", "Barcelona", "ES", "EUR", Spain),
    ];

    /// <summary>Where they are, and numbers that nobody has.</summary>
    public static IReadOnlyDictionary<string, DescribeBranch> Described { get; } = new Dictionary<string, DescribeBranch>
    {
        ["SH"] = new(new PostalAddress("南京西路 1680 号 3 楼", "上海", "200040", "上海市"), new Phone("+862155500100")),
        ["CD"] = new(new PostalAddress("人民南路四段 27 号", "成都", "610041", "四川省"), new Phone("+862885550100")),
        ["MAD"] = new(new PostalAddress("Calle de Bravo Murillo, 210", "Madrid", "28020", "Madrid"), new Phone("+34910555100")),
        ["BCN"] = new(new PostalAddress("Carrer de Pallars, 85", "Barcelona", "08018", "Barcelona"), new Phone("+34930555100")),
    };

    /// <summary>A lunch break on weekdays, and Saturday mornings.</summary>
    private static WorkingCalendar China => new()
    {
        TimeZone = "Asia/Shanghai",
        Week = [.. Week((9, 12), (13, 18)), new(DayOfWeek.Saturday, At(9), At(12))],
        Holidays = [.. HolidaysOfYears((1, 1, "元旦"), (5, 1, "劳动节"), (10, 1, "国庆节"), (10, 2, "国庆节"), (10, 3, "国庆节"))],
    };

    /// <summary>A long break at noon, and Saturday mornings.</summary>
    private static WorkingCalendar Spain => new()
    {
        TimeZone = "Europe/Madrid",
        Week = [.. Week((9, 14), (16, 19)), new(DayOfWeek.Saturday, At(10), At(14))],
        Holidays =
        [
            .. HolidaysOfYears((1, 1, "Año Nuevo"), (1, 6, "Epifanía"), (5, 1, "Fiesta del Trabajo"), (8, 15, "Asunción"), (10, 12, "Fiesta Nacional"),
                (11, 1, "Todos los Santos"), (12, 6, "Constitución"), (12, 8, "Inmaculada"), (12, 25, "Navidad")),
        ],
    };

    private static IEnumerable<WeeklyHours> Week(params (int From, int To)[] hours) =>
        Weekdays.SelectMany(day => hours.Select(h => new WeeklyHours(day, At(h.From), At(h.To))));

    private static IEnumerable<Holiday> HolidaysOfYears(params (int Month, int Day, string Name)[] days) =>
        Enumerable.Range(2025, 6).SelectMany(year => days.Select(d => new Holiday(new DateOnly(year, d.Month, d.Day), d.Name)));

    private static TimeOnly At(int hour) => new(hour, 0);
}
