using System.Collections.Immutable;
using System.Text.Json.Serialization;
using AfterSales.Records;

namespace AfterSales.Customers.Rules;

/// <summary>What made a customer file due (S3 ⑹-5 规定 2).</summary>
public enum FileOccasion
{
    /// <summary>The formalities of an intake ended.</summary>
    Intake,

    Sale,
    Visit,
    Consultation,
}

/// <summary>That the file has to be made within two days of the first occasion; a part of its state.</summary>
[GenerateSerializer, Immutable, Alias("FileDuty")]
public sealed record FileDuty
{
    public static FileDuty None { get; } = new();

    [Id(0)]
    public FileOccasion? Occasion { get; init; }

    [Id(1)]
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The account that is to make the file; null: any follow-up agent of the branch.</summary>
    [Id(2)]
    public string? Responsible { get; init; }

    /// <summary>Its time was up before it was made, and a task was raised.</summary>
    [Id(3)]
    public bool IsRaised { get; init; }

    /// <summary>When it was complete, or nobody waited for it any more.</summary>
    [Id(4)]
    public DateTimeOffset? EndedAt { get; init; }

    [JsonIgnore]
    public bool IsOpen => DueAt is not null && EndedAt is null;

    [JsonIgnore]
    public bool IsOverdue => IsOpen && IsRaised;

    [JsonIgnore]
    public DateTimeOffset? NextDue => IsOpen && !IsRaised ? DueAt : null;

    public FileDuty Apply(Event happened) => happened switch
    {
        FileOwed e => new FileDuty { Occasion = e.Occasion, DueAt = e.DueAt, Responsible = e.Responsible },
        FileOverdue => this with { IsRaised = true },
        FileMade e => Ended(e.At),
        // Nobody completes a file that was put away; a new occasion owes it anew.
        CustomerPutAway e => Ended(e.At),
        CustomerMerged e => Ended(e.At),
        _ => this,
    };

    private FileDuty Ended(DateTimeOffset at) => IsOpen ? this with { EndedAt = at } : this;
}

/// <param name="Responsible">The account that is to make the file.</param>
public sealed record FileOwed(FileOccasion Occasion, DateTimeOffset DueAt, string? Responsible) : Event;

public sealed record FileOverdue : Event;

/// <summary>Everything required stands in the file.</summary>
public sealed record FileMade(DateTimeOffset At) : Event;

/// <summary>The file was measured by the fields that are required.</summary>
public sealed record FileMeasured(int Required, ImmutableList<FileField> Missing) : Event;

public static class FileRules
{
    /// <summary>Work that was begun while the file was being put away: it is taken up again, since nothing open belongs to an archived file.</summary>
    /// <param name="openWork">The keys of what is open for the customer.</param>
    public static Decision TakeUpFor(Customer customer, IReadOnlyList<string> openWork) =>
        customer.Standing == CustomerStanding.Archived && openWork.Count > 0 ? new CustomerTakenUp() : Decision.NothingToDo;

    /// <summary>The first occasion counts until the file is made; one that is complete owes nothing.</summary>
    /// <param name="days">Within which the file is to be made.</param>
    /// <param name="oldestSale">What was sold before this day stands in an old list: it owes no file.</param>
    public static Decision Owe(Customer customer, OweFile owed, int days, DateOnly oldestSale, DateTimeOffset now) =>
        customer.Standing != CustomerStanding.Active || customer.File.IsOpen || customer.Completeness.IsComplete || owed.SoldOn < oldestSale
            ? Decision.NothingToDo
            : new FileOwed(owed.Occasion, (owed.At ?? now).AddDays(days), owed.Responsible ?? customer.RegisteredBy);

    public static IEnumerable<Event> WhenDue(Customer customer, DateTimeOffset now)
    {
        if (customer.File.NextDue <= now) yield return new FileOverdue();
    }

    /// <summary>Measures the file as a decision leaves it; once it is complete, what was owed is done, and once it says enough for them, its enquiries hear so.</summary>
    public static Decision Measured(Customer? before, Decision decision, ImmutableList<FileField> required, DateTimeOffset now)
    {
        if (decision.Refusal is not null || decision.Events.Count == 0) return decision;
        var after = decision.Events.Aggregate(before, (state, happened) => Customer.Apply(state, happened))!;
        var measured = CompletenessRules.Of(after, required);
        return Decision.Of(
        [
            .. decision.Events,
            .. measured == after.Completeness ? Array.Empty<Event>() : [new FileMeasured(measured.Required, measured.Missing)],
            .. measured.IsComplete && after.File.IsOpen ? [new FileMade(now)] : Array.Empty<Event>(),
            .. !after.Enquiries.IsEmpty && CompletenessRules.EnquiryIsRecorded(after) ? [new EnquiriesRecorded(after.Enquiries)] : Array.Empty<Event>(),
        ]);
    }
}
