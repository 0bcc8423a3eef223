namespace AfterSales.Api;

/// <summary>A <see cref="Deferred{T}"/> whose type is not known at compile time.</summary>
public interface IDeferred
{
    Task<object?> GetAsync(CancellationToken cancellation);
}

/// <summary>A value that is fetched together with those of its siblings, after all of them were asked for.</summary>
public sealed class Deferred<T>(Func<CancellationToken, Task<T>> get) : IDeferred
{
    public Task<T> GetAsync(CancellationToken cancellation = default) => get(cancellation);

    /// <summary>The same fetch, with its value turned into another.</summary>
    public Deferred<TOther> Select<TOther>(Func<T, TOther> map) => new(async cancellation => map(await get(cancellation)));

    async Task<object?> IDeferred.GetAsync(CancellationToken cancellation) => await get(cancellation);
}
