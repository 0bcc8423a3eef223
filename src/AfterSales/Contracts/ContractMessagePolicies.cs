using System.Collections.Immutable;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Contracts.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Policies;
using AfterSales.Policies.Rules;

namespace AfterSales.Contracts;

/// <summary>What the notice that a contract ends says when it is sent; the printed letter keeps its own words.</summary>
public static class ContractMessagePolicies
{
    public static Template Expiry { get; } = new("contracts.expiryWords", language => new TemplateWords("{Title}", "{Letter}"),
        Sample.Name, Sample.Branch, new Placeholder("Number", _ => "SH-2603-00042"), Sample.Day("Day", 28),
        new Placeholder("Title", language => Letter(language).Title), new Placeholder("Letter", language => string.Join("\n\n", Letter(language).Paragraphs)) { IsForTextAlone = true });

    public static Policy<ImmutableSortedDictionary<string, TemplateWords>> ExpiryWords => Expiry.Words;

    private static ExpiryLetter Letter(string language)
    {
        var end = new DateOnly(2026, 3, 30);
        var branch = new Branch { Name = Sample.Branch.Sample(language), Calendar = WorkingCalendar.Closed("UTC") };
        return ExpiryLetter.Written(new Contract { Number = "SH-2603-00042", Terms = [new ContractTerm(end.AddYears(-1).AddDays(1), end, 0)] }, end, new CustomerDetails { Name = Sample.Name.Sample(language), Language = language }, branch,
            new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    }
}
