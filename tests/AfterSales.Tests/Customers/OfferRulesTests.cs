using System.Collections.Immutable;
using AfterSales.Customers.Rules;
using CsCheck;
using static AfterSales.Tests.Customers.CustomerScenarios;

namespace AfterSales.Tests.Customers;

public sealed class OfferRulesTests
{
    private static readonly ImmutableList<OfferLimit> Limits = [new(CustomerTier.Normal, 2, 30), new(CustomerTier.Vip, 0, 30)];

    private static Customer Willing => After(Registered(), CustomerRules.SayConsent(Registered(), ConsentChannel.Email, true, "acc-1", Now));

    [Fact]
    public void Without_consent_no_offer_is_made()
    {
        Assert.Equal(new ConsentNotGiven(ConsentChannel.Letter), OfferRules.MayBeMade(Willing, ConsentChannel.Letter, Limits, Now));
        Assert.Null(OfferRules.MayBeMade(Willing, ConsentChannel.Email, Limits, Now));
        var refused = After(Willing, CustomerRules.SayConsent(Willing, ConsentChannel.Email, false, "acc-1", Now));
        Assert.IsType<ConsentNotGiven>(OfferRules.MayBeMade(refused, ConsentChannel.Email, Limits, Now));
    }

    [Fact]
    public void A_third_offer_waits_until_the_first_is_long_enough_ago()
    {
        var first = After(Willing, OfferRules.Make(Willing, "spring", ConsentChannel.Email, Limits, Now));
        var second = After(first, OfferRules.Make(first, "summer", ConsentChannel.Email, Limits, Now.AddDays(5)));
        Assert.Equal(new OfferTooSoon(Now.AddDays(30)), OfferRules.Make(second, "autumn", ConsentChannel.Email, Limits, Now.AddDays(6)).Refusal);
        Assert.Null(OfferRules.Make(second, "autumn", ConsentChannel.Email, Limits, Now.AddDays(30)).Refusal);
    }

    [Fact]
    public void The_limit_is_that_of_the_customers_tier_and_a_tier_without_one_has_none()
    {
        var vip = After(Willing, CustomerRules.ChangeTier(Willing, CustomerTier.Vip, "x"));
        Assert.Equal(new OfferTooSoon(DateTimeOffset.MaxValue), OfferRules.MayBeMade(vip, ConsentChannel.Email, Limits, Now));
        var important = After(Willing, CustomerRules.ChangeTier(Willing, CustomerTier.Important, "x"));
        for (var i = 0; i < 60; i++) important = After(important, OfferRules.Make(important, $"{i}", ConsentChannel.Email, Limits, Now));
        Assert.Null(OfferRules.MayBeMade(important, ConsentChannel.Email, Limits, Now));
    }

    [Fact]
    public void A_customer_whose_file_was_put_away_gets_no_offers()
    {
        var away = After(Willing, CustomerRules.Archive(Willing, null, Now));
        Assert.IsType<CustomerIsArchived>(OfferRules.MayBeMade(away, ConsentChannel.Email, Limits, Now));
    }

    [Fact]
    public void However_offers_are_tried_no_window_ever_holds_more_than_the_limit() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 40], Gen.Int[0, 20].Array[1, 60]).Sample((most, inDays, gaps) =>
        {
            ImmutableList<OfferLimit> limits = [new(CustomerTier.Normal, most, inDays)];
            var (customer, at) = (Willing, Now);
            foreach (var gap in gaps)
            {
                at = at.AddDays(gap);
                var decision = OfferRules.Make(customer, "x", ConsentChannel.Email, limits, at);
                if (decision.Refusal is OfferTooSoon soon) Assert.True(soon.NotBefore > at);
                else customer = After(customer, decision);
            }

            var made = customer.Offers.Made;
            Assert.All(made, offer => Assert.InRange(made.Count(other => other.At <= offer.At && other.At > offer.At.AddDays(-inDays)), 1, most));
        });
}
