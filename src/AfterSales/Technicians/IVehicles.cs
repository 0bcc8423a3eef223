using AfterSales.Records;

namespace AfterSales.Technicians;

/// <summary>What a technician drives, by his key <c>tech-…</c>.</summary>
[Alias("IVehicles")]
public interface IVehicles : IGrainWithStringKey
{
    /// <summary>By the branch he belongs to, or one he is lent to. Refused: InputInvalid, NotFound, AuthNotAuthorized, TechnicianHasLeft.</summary>
    [Alias("PlanVehicle")]
    Task<Answer> PlanVehicle(Intent<PlanVehicle> intent);
}

/// <param name="Vehicle">As the branch calls it; null: none any more.</param>
[GenerateSerializer, Immutable, Alias("PlanVehicle")]
public sealed record PlanVehicle([property: Id(0)] DateOnly Day, [property: Id(1)] string? Vehicle);
