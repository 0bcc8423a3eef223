using AfterSales.Records;
using AfterSales.Storage;

namespace AfterSales.Branches;

/// <summary>A record that goes along when its branch's open work is handed over: a ticket, a customer's file, which the branch does not know.</summary>
[Alias("ITakeHandOver")]
public interface ITakeHandOver : IGrainWithStringKey
{
    /// <summary>Belongs to the other branch from now on; its number and its history stay. Where it has moved already nothing happens.</summary>
    [Alias("HandOver")]
    Task<Answer> HandOver(Intent<MoveToBranch> intent);
}

[GenerateSerializer, Immutable, Alias("MoveToBranch")]
public sealed record MoveToBranch([property: Id(0)] string FromBranchId, [property: Id(1)] string ToBranchId);

/// <summary>What a capability hands over when a branch closes; registered beside its records.</summary>
public interface IHandOverSource
{
    /// <summary>The name its states are stored under, which is its grain's too (<c>ticket</c>).</summary>
    string Kind { get; }

    /// <summary>The keys of the branch's records that have to go.</summary>
    IQueryable<string> KeysAt(AfterSalesDb db, string branchId);
}

/// <summary>Tells a record to move.</summary>
/// <param name="Record">Kind and key, such as <c>ticket/t-…</c>.</param>
public sealed record TellHandOver(string Record, string FromBranchId, string ToBranchId) : Effect
{
    public override string Target => Record[(Record.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetRecord(Record).AsReference<ITakeHandOver>().HandOver(context.Intent(new MoveToBranch(FromBranchId, ToBranchId)));
}
