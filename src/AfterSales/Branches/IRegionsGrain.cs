using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Records;

namespace AfterSales.Branches;

/// <summary>The company's regions. There is one, by its key <see cref="OfCompany"/>.</summary>
[Alias("IRegionsGrain")]
public interface IRegionsGrain : IRecord<RegionTree>
{
    const string Prefix = "regions-";

    const string OfCompany = Prefix + Assignment.Headquarters;

    /// <summary>Refused: InputInvalid, NotFound (the parent).</summary>
    [Alias("Make")]
    Task<Answer> Make(Intent<MakeRegion> request);

    /// <summary>Refused: InputInvalid, NotFound, RegionInItself.</summary>
    [Alias("Change")]
    Task<Answer> Change(Intent<ChangeRegion> request);

    /// <summary>Refused: NotFound, RegionInUse.</summary>
    [Alias("Remove")]
    Task<Answer> Remove(Intent<RemoveRegion> request);

    /// <summary>Refused: InputInvalid, NotFound (branch or region).</summary>
    [Alias("Place")]
    Task<Answer> Place(Intent<PlaceBranch> request);
}

[GenerateSerializer, Immutable, Alias("MakeRegion")]
public sealed record MakeRegion([property: Id(0)] string Name, [property: Id(1)] string? ParentId);

[GenerateSerializer, Immutable, Alias("ChangeRegion")]
public sealed record ChangeRegion([property: Id(0)] string RegionId, [property: Id(1)] string Name, [property: Id(2)] string? ParentId);

[GenerateSerializer, Immutable, Alias("RemoveRegion")]
public sealed record RemoveRegion([property: Id(0)] string RegionId);

/// <param name="RegionId">Null: in none any more.</param>
/// <param name="From">The first day, at the branch.</param>
[GenerateSerializer, Immutable, Alias("PlaceBranch")]
public sealed record PlaceBranch([property: Id(0)] string BranchId, [property: Id(1)] string? RegionId, [property: Id(2)] DateOnly From);
