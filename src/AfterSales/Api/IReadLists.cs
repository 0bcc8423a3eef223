namespace AfterSales.Api;

/// <summary>
/// A capability that knows better than the letter of it what is meant by a list's <c>where</c>: the key of a customer stands for those of his
/// duplicates too. Asked before every list; registered beside the capability.
/// </summary>
public interface IReadLists
{
    Task<PageRequest> Follow(PageRequest page, CancellationToken cancellation);
}
