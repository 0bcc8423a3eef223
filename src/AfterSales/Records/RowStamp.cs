using System.Runtime.InteropServices;
using AfterSales.Access;

namespace AfterSales.Records;

/// <summary>What a record's own row carries of the saving itself.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RowStamp(int Version, int Shape);

/// <summary>A row that headquarters' figures are made from: a save marks the days its old and its new version touch.</summary>
public interface IRolledUp : IScoped
{
    /// <summary>Days in the branch's time zone.</summary>
    IEnumerable<DateOnly> RollupDays { get; }
}
