using AfterSales.Calendars;

namespace AfterSales.Technicians.Rules;

/// <summary>How long a technician is to work.</summary>
public static class WorkingTimeRules
{
    /// <summary>
    /// For a branch between two instants: his hours there, or where he has none of his own the branch's, without holidays, without the time he is absent, and
    /// without the time he works for another branch.
    /// </summary>
    public static TimeSpan ToWork(Technician technician, string branchId, WorkingCalendar branch, DateTimeOffset from, DateTimeOffset to)
    {
        var calendar = technician.Availability.CalendarAt(branch);
        var toWork = TimeSpan.Zero;
        foreach (var stay in Whereabouts.Between(technician.BranchId, technician.Availability.Loans, from, to).Where(stay => stay.BranchId == branchId))
        {
            toWork += calendar.Elapsed(stay.From, stay.To);
            foreach (var absence in technician.Availability.AbsencesWithin(stay.From, stay.To))
                toWork -= calendar.Elapsed(absence.From > stay.From ? absence.From : stay.From, absence.To < stay.To ? absence.To : stay.To);
        }

        return toWork;
    }

    /// <summary>Whether he does not work at all: he has no working time, or is absent for all of it.</summary>
    public static bool IsAway(
        IEnumerable<(DateTimeOffset From, DateTimeOffset To)> working, IReadOnlyCollection<(DateTimeOffset From, DateTimeOffset To)> absences) =>
        working.All(stretch => absences.Any(absence => absence.From <= stretch.From && absence.To >= stretch.To));
}
