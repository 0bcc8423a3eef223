using AfterSales.Calendars;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Tests.Architecture.Fixtures.Pure.Rules;

internal static class RulesThatAskTheClock
{
    public static bool IsOpen(WorkingCalendar calendar, TimeProvider clock) => calendar.IsOpen(clock.GetUtcNow());
}

internal static class RulesThatReadAFile
{
    public static bool IsThere(string path) => File.Exists(path);
}

internal static class RulesThatAskTheDatabase
{
    public static void Save(DbContext database) => database.SaveChanges();
}

internal static class RulesThatCallAGrain
{
    public static object Turn(IGadgetGrain gadget) => gadget.Turn();
}

internal static class RulesThatArePure
{
    public static DateTimeOffset? Due(WorkingCalendar calendar, DateTimeOffset now) => calendar.Due(now, TimeSpan.FromHours(6));
}
