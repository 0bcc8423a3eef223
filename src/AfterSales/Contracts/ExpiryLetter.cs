using System.Globalization;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Contracts.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;

namespace AfterSales.Contracts;

/// <summary>
/// The notice that a contract ends soon, as the customer gets it: in his language, to be printed (S1 P2 (20)). Written after the last day, where
/// nobody sent it in time, it says that the contract has ended.
/// </summary>
/// <param name="Language">The customer's, where there are sentences in it.</param>
/// <param name="From">The branch.</param>
/// <param name="To">Name and address, a line each.</param>
/// <param name="Day">On which it is written, at the branch.</param>
/// <param name="Paragraphs">From the greeting to the closing words.</param>
public sealed record ExpiryLetter(string Language, Letterhead From, IReadOnlyList<string> To, DateOnly Day, string Title, IReadOnlyList<string> Paragraphs)
{
    private static readonly WordList Sentences = new("AfterSales.Contracts.ExpiryLetter");

    /// <summary>Null while no notice was made.</summary>
    public static async Task<ExpiryLetter?> Of(Contract contract, IGrainFactory grains, DateTimeOffset now)
    {
        if (contract.NoticedEnd is not { } end) return null;
        var customer = await new CustomerFiles(grains).Find(contract.CustomerId, Caller.System);
        var branch = await grains.GetGrain<IBranchGrain>(contract.BranchId).Read(Caller.System)
            ?? throw new TimeoutException($"Branch {contract.BranchId} of {contract.Id} could not be read.");
        return Written(contract, end, customer?.Details ?? new CustomerDetails(), branch, now);
    }

    internal static ExpiryLetter Written(Contract contract, DateOnly end, CustomerDetails customer, Branch branch, DateTimeOffset now)
    {
        // A later term may run already: of the one before nothing has to be said any more but what was.
        var hasEnded = contract.Term.To == end && branch.Calendar.LocalDay(now) > end;
        var language = ReaderLanguage.Best([customer.Language]);
        var facts = new Dictionary<string, string>
        {
            ["Name"] = customer.Name, ["Number"] = contract.Number, ["Branch"] = branch.Name,
            ["Day"] = end.ToString("D", ReaderLanguage.CultureOf(language)), ["Products"] = contract.Details.ProductIds.Count.ToString(CultureInfo.InvariantCulture),
        };
        return new ExpiryLetter(
            language, Letterheads.Of(branch), customer.PostalLines(), branch.Calendar.LocalDay(now),
            Say(hasEnded ? "TitleEnded" : "Title"),
            [Say("Greeting"), Say(hasEnded ? "Ended" : "Ends"), Say(hasEnded ? "RenewEnded" : "Renew"), Say("Closing")]);

        string Say(string key) => facts.Aggregate(Sentences.Get(key, language), (sentence, fact) => sentence.Replace($"{{{fact.Key}}}", fact.Value, StringComparison.Ordinal));
    }
}
