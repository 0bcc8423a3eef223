using System.Runtime.InteropServices;

namespace AfterSales.Calendars;

/// <summary>Hours counted from a day's midnight on the wall clock; past midnight the end is beyond 24 h.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Hours(TimeSpan From, TimeSpan To)
{
    public static Hours Of(TimeOnly from, TimeOnly to) =>
        new(from.ToTimeSpan(), to > from ? to.ToTimeSpan() : to.ToTimeSpan() + TimeSpan.FromDays(1));

    public Hours After(TimeSpan time) => new(From + time, To + time);
}
