using System.Globalization;
using AfterSales.Access;
using Orleans.Concurrency;

namespace AfterSales.Records;

/// <summary>What the service itself asks of any record.</summary>
[Alias("IRecord")]
public interface IRecord : IGrainWithStringKey
{
    /// <summary>Does what is due now. Early, late and repeated calls change nothing.</summary>
    [Alias("Wake")]
    Task Wake();

    /// <summary>Takes up delivering what this record still has to tell others.</summary>
    [Alias("Tell")]
    Task Tell();

    /// <summary>Writes the rows anew from the state, after their shape has changed.</summary>
    [Alias("Refresh")]
    Task Refresh();

    /// <summary>Whether there is a state and the caller may see it.</summary>
    [AlwaysInterleave, Alias("IsSeenBy")]
    Task<bool> IsSeenBy(Caller caller);
}

/// <summary>A record that can be read.</summary>
[Alias("IRecord`1")]
public interface IRecord<TState> : IRecord where TState : class
{
    /// <summary>The state as last saved; null when there is none or the caller may not see it.</summary>
    [AlwaysInterleave, Alias("Read")]
    Task<TState?> Read(Caller caller);

    /// <summary>As <see cref="Read"/>, with the version the state stands at: for people, who may change it and want to know that nobody else did.</summary>
    [AlwaysInterleave, Alias("ReadVersioned")]
    Task<Versioned<TState>?> ReadVersioned(Caller caller);
}

/// <param name="Version">Counts the record's saves from 1.</param>
[GenerateSerializer, Immutable, Alias("Versioned`1")]
public sealed record Versioned<TState>([property: Id(0)] TState State, [property: Id(1)] int Version);

internal static class RecordReferences
{
    /// <summary>The record a grain id, written as text (<c>kind/key</c>), stands for.</summary>
    public static IRecord GetRecord(this IGrainFactory grains, string grain) =>
        grains.GetGrain(GrainId.Parse(grain, CultureInfo.InvariantCulture)).AsReference<IRecord>();
}
