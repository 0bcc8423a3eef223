using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.Records;
using AfterSales.Surveys.Rules;
using GraphQL;

namespace AfterSales.Surveys;

/// <summary>What a customer sees who follows the link of a card: that card, and nothing beside it.</summary>
/// <param name="Branch">The branch's name.</param>
/// <param name="BranchPhone">The number to call with a question; null where the branch said none.</param>
/// <param name="CompletedDay">When the repair was completed.</param>
/// <param name="ExpiresAt">From this instant on no answer is taken.</param>
/// <param name="Language">The customer's, BCP 47.</param>
[Name("SurveyByLink"), SecuredByParent]
public sealed record SurveyByLinkView(SurveyState State, string Branch, PhoneView? BranchPhone, DateOnly CompletedDay, DateTimeOffset? ExpiresAt, string? Language);

[Queries]
public sealed class SurveyByLinkQueries(
    IGrainFactory grains, SurveyLinks links, ReferenceCache<IBranchGrain, Branch> branches, CustomerFiles customers)
{
    /// <summary>The card a signed link is for; null for a link that is none, or no more. Needs no log-in.</summary>
    [Secured(Permission.FollowSignedLink)]
    public async Task<SurveyByLinkView?> GetSurveyByLinkAsync([StringLength(SignedLinks.LongestLink)] string link) =>
        links.CardOf(link) is { } id && await grains.GetGrain<ISurveyCardGrain>(id).Read(Caller.System) is { } card ? await View(card) : null;

    internal async Task<SurveyByLinkView> View(SurveyCard card)
    {
        var branch = await branches.Get(card.BranchId);
        return new(card.State, branch?.Name ?? "", PhoneView.Of(branch?.Phone), card.CompletedDay, card.ExpiresAt,
            (await customers.Find(card.CustomerId, Caller.System))?.Details.Language);
    }
}

[Mutations]
public sealed class SurveyByLinkMutations(IGrainFactory grains, SurveyLinks links, SurveyByLinkQueries queries)
{
    internal const int LongestWords = 2000;

    /// <summary>Answers a card by its signed link, once. Needs no log-in.</summary>
    /// <param name="punctuality">Arrival at the agreed time.</param>
    /// <param name="promises">Keeping of what was promised.</param>
    /// <param name="words">What the customer wants to say.</param>
    [Secured(Permission.FollowSignedLink), Errors(typeof(SurveyNotOpen))]
    public async Task<Outcome<SurveyByLinkView>> AnswerSurvey(
        [StringLength(SignedLinks.LongestLink)] string link, SatisfactionLevel attitude, SatisfactionLevel skill, SatisfactionLevel punctuality,
        SatisfactionLevel promises, [StringLength(LongestWords)] string? words = null, string? requestId = null)
    {
        if (links.CardOf(link) is not { } id) return InputInvalid.At("link", "LINK_UNKNOWN");
        var card = grains.GetGrain<ISurveyCardGrain>(id);
        var given = new AnswerSurvey(new Marks(attitude, skill, punctuality, promises), words, AnswerWay.Link);
        // Nobody's account stands behind a link: the card itself says what it allows.
        var answer = await card.Answer(new Intent<AnswerSurvey>(given, Caller.System, requestId is null ? null : $"link:{requestId}", Cause: "link"));
        if (answer.Refusal is { } refusal) return refusal;
        return await card.Read(Caller.System) is { } answered ? await queries.View(answered) : InputInvalid.At("link", "LINK_UNKNOWN");
    }
}
