using AfterSales.Access;

namespace AfterSales.Complaints;

/// <summary>A ticket that somebody complains about, by its key <c>t-…</c>.</summary>
[Alias("IComplainedTicket")]
public interface IComplainedTicket : IGrainWithStringKey
{
    const string Prefix = "t-";

    /// <summary>What it is about; null when there is no such ticket or the caller may not see it.</summary>
    [Alias("ReadForComplaint")]
    Task<ComplainedTicket?> ReadForComplaint(Caller caller);
}

/// <param name="ModelId">The key of the model; null where none is known.</param>
[GenerateSerializer, Immutable, Alias("ComplainedTicket")]
public sealed record ComplainedTicket([property: Id(0)] string? ModelId);
