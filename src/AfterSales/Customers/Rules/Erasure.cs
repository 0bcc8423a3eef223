using System.Collections.Immutable;
using AfterSales.Files.Rules;
using AfterSales.Records;

namespace AfterSales.Customers.Rules;

/// <summary>What was known of the customer was erased. It can't be taken back, and says nothing of what it was.</summary>
/// <param name="Pseudonym">What he is called from now on: nothing of him is in it.</param>
/// <param name="Along">The records, as <c>kind/key</c>, that are told to do the same.</param>
public sealed record CustomerErased(DateTimeOffset At, string Pseudonym, ImmutableList<string> Along, [property: Words] string? ErasureReason) : Event;

/// <summary>What is known of the customer was given out, to be handed to him.</summary>
/// <param name="Records">How many records it was taken from.</param>
public sealed record PersonalDataGivenOut(int Records) : Event;

/// <summary>How a customer is forgotten (decision 0027).</summary>
public static class ErasureRules
{
    /// <summary>
    /// Kinds whose words are kept for their term: what was repaired, built, agreed and complained of (S3 ⑹-1 二9). Their photos and signatures are not: they show him
    /// and his home, and say nothing of that.
    /// </summary>
    public static ImmutableList<string> KeptForTheTerm { get; } = ["complaint", "contract", "installed_product", "project", "ticket"];

    /// <summary>Kinds that remain while the product is followed.</summary>
    public static ImmutableList<string> KeptWhileFollowed { get; } = ["customer", "installed_product", "project"];

    /// <param name="openWork">The keys of what is still open.</param>
    /// <param name="along">The records that hold something of him as well.</param>
    public static Decision Erase(Customer customer, string? reason, IReadOnlyList<string> openWork, IReadOnlyList<string> along, string pseudonym, DateTimeOffset now)
    {
        if (customer.ErasedAt is not null) return Decision.NothingToDo;
        if (string.IsNullOrWhiteSpace(reason)) return InputInvalid.At("reason", "REQUIRED");
        if (openWork.Count > 0) return new CustomerHasOpenWork(customer.Id, openWork);
        return Decision.Of(
        [
            .. customer.SupportGroup is null ? Array.Empty<Event>() : [new SupportGroupNamed(null)],
            .. AttachmentRules.Erase(customer.Attachments),
            new CustomerErased(now, pseudonym, [.. along], reason),
        ]);
    }

    /// <summary>A duplicate follows the file it leads to.</summary>
    public static Decision EraseAlong(Customer duplicate, string pseudonym, DateTimeOffset now) => duplicate.ErasedAt is not null
        ? Decision.NothingToDo
        : Decision.Of([.. AttachmentRules.Erase(duplicate.Attachments), new CustomerErased(now, pseudonym, [], null)]);

    public static Decision GiveOut(Customer customer, int records) => MustNotBeErased(customer) ?? (Decision)new PersonalDataGivenOut(records);

    public static CustomerIsErased? MustNotBeErased(Customer customer) => customer.ErasedAt is null ? null : new CustomerIsErased(customer.Id);

    /// <summary>What is left: of what kind he was, roughly where, and that he wants to hear nothing.</summary>
    internal static Customer Without(Customer customer, string pseudonym, DateTimeOffset at) => customer with
    {
        ErasedAt = at,
        ChangedAt = at,
        Details = new CustomerDetails
        {
            Kind = customer.Details.Kind,
            Name = pseudonym,
            Addresses = customer.Details.Addresses.ConvertAll(address =>
                new CustomerAddress(address.Id, null, null, Country: address.Country, Zone: address.Zone, IsDefault: address.IsDefault)),
            Language = customer.Details.Language,
        },
        Consents = Enum.GetValues<ConsentChannel>().Aggregate(Consents.None, (said, channel) => said.With(new ChannelConsent(channel, false, at, ""))),
        Service = ServicePlan.None,
        Offers = Offers.None,
        Merging = customer.Merging with { TakenIn = customer.Merging.TakenIn.ConvertAll(known => new TakenIn(known.CustomerId, known.At, [], [], false)) },
    };
}

/// <summary>The customer was erased: his file says nothing any more, and can't be worked with.</summary>
[GenerateSerializer, Immutable, Alias("CustomerIsErased")]
public sealed record CustomerIsErased([property: Id(0)] string CustomerId) : Refusal;
