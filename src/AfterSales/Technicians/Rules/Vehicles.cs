using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Technicians.Rules;

/// <summary>What a technician drives on a day.</summary>
/// <param name="Day">At the branch he works for.</param>
/// <param name="Vehicle">As the branch calls it: its number plate, or a name.</param>
[GenerateSerializer, Immutable, Alias("PlannedVehicle")]
public sealed record PlannedVehicle([property: Id(0)] DateOnly Day, [property: Id(1)] string Vehicle);

/// <summary>What he drives, day by day, as it is planned (S2 F 2.1): a part of a technician's state.</summary>
[GenerateSerializer, Immutable, Alias("Vehicles")]
public sealed record Vehicles
{
    public static Vehicles None { get; } = new();

    [Id(0)]
    public ImmutableList<PlannedVehicle> Planned { get; init; } = [];

    /// <summary>Null where none is planned.</summary>
    public string? On(DateOnly day) => Planned.Find(planned => planned.Day == day)?.Vehicle;

    public Vehicles Apply(Event happened) => happened switch
    {
        VehiclePlanned { Vehicle: { } vehicle } e => this with { Planned = Kept(e).Add(new PlannedVehicle(e.Day, vehicle)) },
        VehiclePlanned e => this with { Planned = Kept(e) },
        _ => this,
    };

    // What was driven long ago stands in the journal.
    private ImmutableList<PlannedVehicle> Kept(VehiclePlanned e) => Planned.RemoveAll(planned => planned.Day == e.Day || planned.Day < e.Today.AddDays(-30));
}

/// <param name="Vehicle">Null: none any more.</param>
/// <param name="Today">At the home branch.</param>
public sealed record VehiclePlanned(DateOnly Day, string? Vehicle, DateOnly Today) : Event;
