using AfterSales.Records;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace AfterSales.ClusterTests;

/// <summary>The stock storage, that on demand loses an answer: before the save (nothing happened) or after it (all happened).</summary>
public sealed class FailingStorage
{
    private int _before;
    private int _after;
    private int _reads;

    /// <summary>Saves that fail as long as this says so of what they write.</summary>
    public Func<object?, bool> Refuses { get; set; } = _ => false;

    /// <summary>Holds a save up until it is done.</summary>
    public Func<object?, Task> Before { get; set; } = _ => Task.CompletedTask;

    public void FailBefore(int times) => _before = times;

    public void FailAfter(int times) => _after = times;

    public void FailReads(int times) => _reads = times;

    public static void Wrap(IServiceCollection services)
    {
        var stock = services.Last(d => d.ServiceType == typeof(IGrainStorage) && Equals(d.ServiceKey, RecordServices.StorageName));
        services.Remove(stock);
        services.AddKeyedSingleton<IGrainStorage>(RecordServices.StorageName, (provider, key) =>
            new Wrapper((IGrainStorage)stock.KeyedImplementationFactory!.Invoke(provider, key), provider.GetRequiredService<FailingStorage>()));
    }

    private sealed class Wrapper(IGrainStorage inner, FailingStorage faults) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle observer) => ((ILifecycleParticipant<ISiloLifecycle>)inner).Participate(observer);

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            Interlocked.Decrement(ref faults._reads) >= 0 ? throw new TimeoutException("The connection broke before the reading.") : inner.ReadStateAsync(stateName, grainId, grainState);

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            await faults.Before(grainState.State);
            if (faults.Refuses(grainState.State) || Interlocked.Decrement(ref faults._before) >= 0) throw new TimeoutException("The connection broke before the save.");
            await inner.WriteStateAsync(stateName, grainId, grainState);
            if (Interlocked.Decrement(ref faults._after) >= 0) throw new TimeoutException("The connection broke after the save.");
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            inner.ClearStateAsync(stateName, grainId, grainState);
    }
}
