using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Contacts.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Contacts;

[Table("contact"), Projected("contact")]
public sealed record ContactRow : IHiddenFromPerson, IRolledUp
{
    public string Id { get; init; } = "";

    [Filtered]
    public string Number { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public ContactChannel Channel { get; init; }

    [Filtered]
    public ContactDirection Direction { get; init; }

    [Filtered]
    public ContactSubject Subject { get; init; }

    [Filtered, Sorted]
    public DateTimeOffset At { get; init; }

    /// <summary>The day at the branch.</summary>
    [Filtered]
    public DateOnly Day { get; init; }

    [Filtered]
    public string? TakenBy { get; init; }

    [Filtered]
    public string? CustomerId { get; init; }

    [Filtered]
    public string? TicketId { get; init; }

    public string? CounterpartName { get; init; }

    [Filtered]
    public string? CounterpartPhone { get; init; }

    [Filtered]
    public bool IsEmergency { get; init; }

    public DateTimeOffset? SuperiorToldAt { get; init; }

    public string? Companion { get; init; }

    public DateTimeOffset? VisitorLeftAt { get; init; }

    [Filtered]
    public bool IsVisitorHere { get; init; }

    /// <summary>The last it was sent on to.</summary>
    [Filtered]
    public string? SentOnTo { get; init; }

    public DateTimeOffset? SentOnAt { get; init; }

    /// <summary>The key of the follow-up call, card, enquiry, complaint or contract it belongs to.</summary>
    [Filtered]
    public string? About { get; init; }

    [Filtered]
    public ContactOutcome? Outcome { get; init; }

    public string? PersonId { get; init; }

    /// <summary>An enquiry, and its customer's file says in whose name it is and where the product stands.</summary>
    [Filtered]
    public bool IsEnquiryRecorded { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    IEnumerable<DateOnly> IRolledUp.RollupDays => [Day];

    public static ContactRow Of(Contact contact, RowStamp stamp) => new()
    {
        Id = contact.Id,
        Number = contact.Number,
        BranchId = contact.BranchId,
        Channel = contact.Channel,
        Direction = contact.Direction,
        Subject = contact.Subject,
        At = contact.At,
        Day = contact.Day,
        TakenBy = contact.TakenBy,
        CustomerId = contact.CustomerId,
        TicketId = contact.TicketId,
        CounterpartName = contact.Counterpart?.Name,
        CounterpartPhone = contact.Counterpart?.Phone,
        IsEmergency = contact.IsEmergency,
        SuperiorToldAt = contact.SuperiorToldAt,
        Companion = contact.Companion,
        VisitorLeftAt = contact.VisitorLeftAt,
        IsVisitorHere = contact.IsVisitorHere,
        SentOnTo = contact.SentOn.LastOrDefault()?.To,
        SentOnAt = contact.SentOn.LastOrDefault()?.At,
        About = contact.About,
        Outcome = contact.Outcome,
        PersonId = contact.PersonId,
        IsEnquiryRecorded = contact.IsEnquiryRecorded,
        Version = stamp.Version,
        Shape = stamp.Shape,
    };
}

internal sealed class ContactMapping : IEntityTypeConfiguration<ContactRow>
{
    public void Configure(EntityTypeBuilder<ContactRow> builder) => builder.HasKey(row => row.Id);
}
