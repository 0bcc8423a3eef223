using System.Runtime.InteropServices;

namespace AfterSales.Technicians.Rules;

/// <summary>A time in which a technician works for one branch.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Stay(DateTimeOffset From, DateTimeOffset To, string BranchId);

/// <summary>For which branch a technician works when.</summary>
public static class Whereabouts
{
    /// <summary>The span of time divided among the branches he works for, in order and without gaps: where no loan takes him he is at home.</summary>
    /// <param name="loans">They do not overlap.</param>
    public static IEnumerable<Stay> Between(string home, IEnumerable<Loan> loans, DateTimeOffset from, DateTimeOffset to)
    {
        var at = from;
        foreach (var loan in loans.Where(loan => loan.From < loan.To && loan.From < to && from < loan.To).OrderBy(loan => loan.From))
        {
            var (begin, end) = (loan.From > at ? loan.From : at, loan.To < to ? loan.To : to);
            if (begin > at) yield return new Stay(at, begin, home);
            if (end > begin) yield return new Stay(begin, end, loan.BranchId);
            if (end > at) at = end;
        }

        if (at < to) yield return new Stay(at, to, home);
    }
}
