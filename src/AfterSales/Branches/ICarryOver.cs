using AfterSales.Records;
using AfterSales.Storage;

namespace AfterSales.Branches;

/// <summary>Work that is left lying at the end of a day and comes first on the next: a ticket, which the branch does not know.</summary>
[Alias("ICarryOver")]
public interface ICarryOver : IGrainWithStringKey
{
    /// <summary>Is marked as carried over, where it still lies there.</summary>
    [Alias("CarryOver")]
    Task<Answer> CarryOver(Intent<CarryOver> intent);
}

/// <param name="Day">At the branch.</param>
[GenerateSerializer, Immutable, Alias("CarryOver")]
public sealed record CarryOver([property: Id(0)] DateOnly Day);

/// <summary>What a capability leaves lying; registered beside its records.</summary>
public interface ICarryOverSource
{
    /// <summary>The name its states are stored under, which is its grain's too (<c>ticket</c>).</summary>
    string Kind { get; }

    /// <summary>The keys of what lies there and is not marked yet.</summary>
    /// <param name="before">Only what has lain there since before this instant; null: all.</param>
    IQueryable<string> LeftAt(AfterSalesDb db, string branchId, DateTimeOffset? before);
}

/// <summary>Something may be left lying at this branch tonight.</summary>
public sealed record AwaitMorning(string BranchId) : Effect
{
    public override string Target => BranchId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<IBranchGrain>(BranchId).AwaitMorning(context.Intent(new MorningWanted()));
}

/// <summary>Tells a record that it is carried over.</summary>
/// <param name="Record">Kind and key, such as <c>ticket/t-…</c>.</param>
public sealed record TellCarryOver(string Record, DateOnly Day) : Effect
{
    public override string Target => Record[(Record.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetRecord(Record).AsReference<ICarryOver>().CarryOver(context.Intent(new CarryOver(Day)));
}
