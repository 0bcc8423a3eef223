namespace AfterSales.Records;

/// <summary>Hears that a save left marks: what counts days begins soon after.</summary>
public interface IMarkListener
{
    void Marked(string branchId);
}
