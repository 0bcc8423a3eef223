namespace AfterSales.Records;

/// <summary>Counts days: hears that a save left marks, and begins soon after.</summary>
public interface IMarkListener
{
    void Marked(string branchId);

    /// <summary>Rows were written anew that may have left days which no save touched: all days that are kept are to be counted again.</summary>
    Task MarkAll(CancellationToken cancellation);
}
