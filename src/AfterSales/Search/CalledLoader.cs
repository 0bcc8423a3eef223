using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Wording;

namespace AfterSales.Search;

/// <summary>What the records of a page are called, by their keys, as far as the caller may see them.</summary>
public sealed class CalledLoader(Readers readers, CurrentCaller current) : BatchLoader<string, string>
{
    protected override Task<IReadOnlyDictionary<string, string>> LoadAsync(IReadOnlyList<string> keys, CancellationToken cancellation) =>
        readers.NamesOf(keys, current.Caller, current.Caller.Language, cancellation);
}
