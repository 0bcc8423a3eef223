using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Policies;
using AfterSales.Records;

namespace AfterSales.Headquarters;

/// <summary>People read by the clock of their branch; those of headquarters, and who belongs to no branch, by the clock of headquarters.</summary>
public sealed class ReadersClock(ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies) : IReadersClock
{
    public async ValueTask<TimeZoneInfo> Of(Caller caller)
    {
        var own = caller.IsAtHeadquarters ? null : caller.Assignments.Select(held => held.Place).FirstOrDefault(place => RecordKey.IsWellFormed(IBranchGrain.Prefix, place));
        var zone = own is null ? null : (await branches.Get(own))?.Calendar.TimeZone;
        return TimeZoneInfo.FindSystemTimeZoneById(zone ?? (await policies.At(Assignment.Headquarters)).Get(HeadquartersPolicies.TimeZone));
    }
}
