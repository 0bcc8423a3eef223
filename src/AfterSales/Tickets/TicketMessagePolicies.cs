using System.Collections.Immutable;
using AfterSales.Api.Wording;
using AfterSales.Policies;
using AfterSales.Policies.Rules;

namespace AfterSales.Tickets;

/// <summary>What a customer is told when his technician comes later.</summary>
public static class TicketMessagePolicies
{
    private static readonly WordList Sentences = new("AfterSales.Tickets.TicketMessages");

    public static Template Delay { get; } = new("tickets.delayWords", language => new TemplateWords(Sentences.Get("DelayedSubject", language), Sentences.Get("Delayed", language)),
        Sample.Name, Sample.Branch, Sample.Time("Agreed", new TimeOnly(14, 0)), Sample.Time("Expected", new TimeOnly(14, 20)) with { IsRequired = true },
        new Placeholder("Minutes", _ => "20"), new Placeholder("Apology", Sorry) { IsRequired = true, IsForTextAlone = true });

    public static Policy<ImmutableSortedDictionary<string, TemplateWords>> DelayWords => Delay.Words;

    /// <summary>Where what was written down can't be read any more.</summary>
    public static string Sorry(string language) => Sentences.Get("Apology", language);
}
