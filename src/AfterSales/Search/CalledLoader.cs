using AfterSales.Access;
using AfterSales.Api;

namespace AfterSales.Search;

/// <summary>What the records of a page are called, by their keys, as far as the caller may find them.</summary>
public sealed class CalledLoader(FoundNames names, CurrentCaller current) : BatchLoader<string, string>
{
    protected override Task<IReadOnlyDictionary<string, string>> LoadAsync(IReadOnlyList<string> keys, CancellationToken cancellation) =>
        names.Named(keys, current.Caller, current.Caller.Language, cancellation);
}
