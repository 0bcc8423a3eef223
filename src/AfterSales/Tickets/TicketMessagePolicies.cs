using System.Collections.Immutable;
using AfterSales.Api.Wording;
using AfterSales.Policies;
using AfterSales.Policies.Rules;

namespace AfterSales.Tickets;

/// <summary>What the customer reads when a visit is booked, when he is sent the link to his ticket, and when his technician comes later.</summary>
public static class TicketMessagePolicies
{
    private static readonly WordList Sentences = new("AfterSales.Tickets.TicketMessages");

    private static readonly Placeholder Number = new("Number", _ => "SH-2603-00042");

    public static Template Booked { get; } = Of("tickets.bookedWords", "Booked",
        [Sample.Name, Sample.Branch, Number, Sample.Time("From", new TimeOnly(10, 0)), Sample.Time("To", new TimeOnly(11, 0)), Sample.Day("Day", 1), Sample.Day("Until", 60), Sample.Link("ticket")]);

    public static Template Page { get; } = Of("tickets.pageWords", "Page", [Sample.Name, Sample.Branch, Number, Sample.Day("Until", 60), Sample.Link("ticket")]);

    public static Template Delay { get; } = Of("tickets.delayWords", "Delayed",
    [
        Sample.Name, Sample.Branch, Sample.Time("Agreed", new TimeOnly(14, 0)), Sample.Time("Expected", new TimeOnly(14, 20)) with { IsRequired = true },
        new("Minutes", _ => "20"), new("Apology", Sorry) { IsRequired = true, IsForTextAlone = true },
    ]);

    public static Policy<ImmutableSortedDictionary<string, TemplateWords>> BookedWords => Booked.Words;

    public static Policy<ImmutableSortedDictionary<string, TemplateWords>> PageWords => Page.Words;

    public static Policy<ImmutableSortedDictionary<string, TemplateWords>> DelayWords => Delay.Words;

    /// <summary>Where what was written down can't be read any more.</summary>
    public static string Sorry(string language) => Sentences.Get("Apology", language);

    private static Template Of(string key, string text, ImmutableArray<Placeholder> facts) =>
        new(key, language => new TemplateWords(Sentences.Get($"{text}Subject", language), Sentences.Get(text, language)), facts);
}
