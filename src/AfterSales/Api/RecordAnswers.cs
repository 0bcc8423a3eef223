using AfterSales.Access;
using AfterSales.Records;

namespace AfterSales.Api;

/// <summary>How resolvers speak with records: they translate, and leave every decision to them.</summary>
public static class RecordAnswers
{
    /// <summary>The state of a record; null when there is none or the caller may not see it.</summary>
    public static async Task<TState?> Read<TGrain, TState>(this IGrainFactory grains, string prefix, string key, Caller caller)
        where TGrain : IRecord<TState> where TState : class =>
        RecordKey.IsWellFormed(prefix, key) ? await grains.GetGrain<TGrain>(key).Read(caller) : null;

    /// <summary>A record as it stands now; null when there is none or the caller may not see it.</summary>
    public static async Task<TView?> Show<TGrain, TState, TView>(this IGrainFactory grains, string prefix, string key, Caller caller, Func<TState, int, TView> view)
        where TGrain : IRecord<TState> where TState : class where TView : class =>
        RecordKey.IsWellFormed(prefix, key) && await grains.GetGrain<TGrain>(key).ReadVersioned(caller) is (var state, var version) ? view(state, version) : null;

    /// <summary>Asks a record for something, and shows it as it stands afterwards.</summary>
    public static async Task<Outcome<TView>> Ask<TGrain, TState, TView>(
        this IGrainFactory grains, string prefix, string key, Caller caller, Func<TGrain, Task<Answer>> ask, Func<TState, int, TView> view)
        where TGrain : IRecord<TState> where TState : class where TView : class
    {
        if (!RecordKey.IsWellFormed(prefix, key)) return new NotFound(key);
        var record = grains.GetGrain<TGrain>(key);
        var answer = await ask(record);
        if (answer.Refusal is { } refusal) return refusal;
        return await record.ReadVersioned(caller) is (var state, var version) ? view(state, version) : new NotFound(key);
    }

    /// <summary>As <see cref="Ask{TGrain, TState, TView}"/>, for a record to be made; <paramref name="clientKey"/> is the key the client chose, if it did.</summary>
    public static async Task<Outcome<TView>> Make<TGrain, TState, TView>(
        this IGrainFactory grains, string prefix, string? clientKey, string? requestId, Caller caller,
        Func<TGrain, Task<Answer>> ask, Func<TState, int, TView> view)
        where TGrain : IRecord<TState> where TState : class where TView : class
    {
        if (clientKey is not null && !RecordKey.IsWellFormed(prefix, clientKey)) return InputInvalid.At("id", "KEY_MALFORMED");
        return await grains.Ask(prefix, RecordKey.ForNew(prefix, clientKey, caller, requestId), caller, ask, view);
    }
}
