namespace AfterSales.Api;

/// <summary>
/// Fetches many values by key at once. One instance per request: within it a key is fetched once, and the keys that sibling fields ask for
/// travel in one <see cref="LoadAsync"/>. It shows nothing its caller may not see: <see cref="LoadAsync"/> narrows as every query does.
/// </summary>
public abstract class BatchLoader<TKey, TValue> where TKey : notnull
{
    private readonly Dictionary<TKey, Deferred<TValue?>> known = [];
    private readonly Lock gate = new();
    private Batch? open;

    /// <summary>The value of the key, or null where <see cref="LoadAsync"/> gave none.</summary>
    public Deferred<TValue?> Load(TKey key)
    {
        lock (gate)
        {
            if (known.TryGetValue(key, out var value)) return value;
            var batch = open ??= new Batch(this);
            batch.Keys.Add(key);
            return known[key] = new(async cancellation => (await batch.FetchAsync(cancellation)).GetValueOrDefault(key));
        }
    }

    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadAsync(IReadOnlyList<TKey> keys, CancellationToken cancellation);

    /// <summary>The value of a key nobody else asks for along with it. A record is best read from its grain, which has it in memory, a page of them from rows.</summary>
    protected virtual async Task<TValue?> LoadOneAsync(TKey key, CancellationToken cancellation) =>
        (await LoadAsync([key], cancellation)).GetValueOrDefault(key);

    private sealed class Batch(BatchLoader<TKey, TValue> loader)
    {
        private Task<IReadOnlyDictionary<TKey, TValue>>? fetching;

        public List<TKey> Keys { get; } = [];

        public Task<IReadOnlyDictionary<TKey, TValue>> FetchAsync(CancellationToken cancellation)
        {
            lock (loader.gate)
            {
                if (loader.open == this) loader.open = null;
                return fetching ??= Keys is [var only] ? One(only, cancellation) : loader.LoadAsync(Keys, cancellation);
            }
        }

        private async Task<IReadOnlyDictionary<TKey, TValue>> One(TKey key, CancellationToken cancellation) =>
            await loader.LoadOneAsync(key, cancellation) is { } value ? new Dictionary<TKey, TValue> { [key] = value } : [];
    }
}
