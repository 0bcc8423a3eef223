using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Records;

namespace AfterSales.Customers;

/// <summary>Where an address lies for the branch.</summary>
/// <param name="Name">Of the branch's zone; null where its zones say nothing of the address.</param>
/// <param name="TravelMinutes">From the branch.</param>
public sealed record AddressZone(Zone Kind, string? Name, int? TravelMinutes);

/// <summary>
/// In which zone an address lies: by place or postal code, as the branch's zones are now. It is kept nowhere, so that it follows when they change;
/// what was typed counts where they say nothing of the address.
/// </summary>
public sealed class AddressZones(ReferenceCache<IBranchGrain, Branch> branches)
{
    public async ValueTask<AddressZone> Of(string branchId, string? postalCode, Coordinates? place, Zone typed) =>
        await branches.Get(branchId) is { } branch && ZoneRules.ZoneOf(branch.Zones, postalCode, place) is { } zone
            ? new AddressZone(zone.Kind, zone.Name, zone.TravelMinutes)
            : new AddressZone(typed, null, null);
}
