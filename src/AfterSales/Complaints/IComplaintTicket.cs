using AfterSales.Access;

namespace AfterSales.Complaints;

/// <summary>The ticket a complaint is about, by its key <c>t-…</c>.</summary>
[Alias("IComplaintTicket")]
public interface IComplaintTicket : IGrainWithStringKey
{
    const string Prefix = "t-";

    /// <summary>What it is about; null when there is no such ticket or the caller may not see it.</summary>
    [Alias("ReadForComplaint")]
    Task<ComplaintTicket?> ReadForComplaint(Caller caller);
}

/// <param name="ModelId">The key of the model; null where none is known.</param>
[GenerateSerializer, Immutable, Alias("ComplaintTicket")]
public sealed record ComplaintTicket([property: Id(0)] string? ModelId);
