using AfterSales.Access;

namespace AfterSales.Promises.Rules;

/// <summary>A step by which a missed promise goes up (domain.md §4).</summary>
/// <param name="AfterWorkingHours">Working hours of the branch after it was missed, hours by the clock in an emergency; 0: at once. Who works at headquarters hears of it in the hours of headquarters.</param>
public sealed record PromiseEscalation(int AfterWorkingHours, Role Role);
