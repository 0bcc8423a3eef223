namespace AfterSales.Console.Products;

/// <summary>Whether a unit or one of its parts is under warranty.</summary>
/// <param name="Part">The part's code; null: the unit, and its parts without a term of their own.</param>
/// <param name="Name">In the viewer's language, where the catalogue knows it.</param>
/// <param name="Until">The last day of the term.</param>
/// <param name="DaysLeft">Null while it is not under warranty.</param>
public sealed record Warranty(string? Part, string? Name, bool IsUnderWarranty, DateOnly? From, DateOnly? Until, int? DaysLeft, string Because)
{
    /// <summary>How much of the term is over, from 0 to 1; null where it has no days.</summary>
    public double? Over(DateOnly today) =>
        From is { } from && Until is { } until && until > from ? Math.Clamp((today.DayNumber - from.DayNumber) / (double)(until.DayNumber - from.DayNumber), 0, 1) : null;
}
