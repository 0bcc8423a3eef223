using System.Collections.Immutable;
using AfterSales.Channels.Rules;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using AfterSales.Surveys.Rules;

namespace AfterSales.FollowUps.Voice.Rules;

/// <summary>How a call is given to the gateway, and what its report means (the protocol: Voice/README.md).</summary>
public static class VoiceCallRules
{
    /// <summary>Offers of one call: after the last a person calls.</summary>
    public const int MostOffers = 5;

    /// <summary>The first key of the protocol's menu.</summary>
    public const string Outcome = "outcome";

    public static ImmutableArray<string> OpinionQuestions { get; } = ["attitude", "skill", "punctuality", "promises"];

    public static Decision Ask(string id, AskVoiceCall asked, DateTimeOffset now) =>
        new VoiceCallAsked(id, asked.BranchId, asked.CustomerId, asked.RecordId, asked.Number, asked.Step, asked.AskOpinion, now);

    /// <param name="reportHours">A report must have come by then, or a person calls.</param>
    public static Decision Offered(VoiceCall call, Delivery offer, int reportHours, DateTimeOffset now)
    {
        var offers = call.Offers + 1;
        return offer switch
        {
            Delivery.Sent => new VoiceCallPlaced(offers, now.AddHours(reportHours)),
            Delivery.TryAgain when offers < MostOffers => new VoiceCallNotPlaced(offers, now + BackOff.After(offers, firstMinutes: 1)),
            _ => new VoiceCallGivenUp(),
        };
    }

    /// <summary>
    /// The first report counts, also where it was no longer waited for: who said that he wants no more calls is not to be called by a person. The same
    /// one again, or another, changes nothing.
    /// </summary>
    public static Decision Report(VoiceCall call, VoiceReport report) =>
        call.State == VoiceCallState.Reported ? Decision.NothingToDo : new VoiceCallReported(report);

    /// <summary>What a report means for the follow-up call: 1 heard and content, 2 wants to be called by a person, 9 wants no more calls.</summary>
    public static GatewayResult ResultOf(VoiceCall call, VoiceReport report)
    {
        var outcome = report.Keys.GetValueOrDefault(Outcome);
        return (report.Status, outcome) switch
        {
            (VoiceStatus.Answered, "1") => new GatewayResult(call.Number, CallResult.Reached, call.Id, Marks: MarksOf(report)),
            (VoiceStatus.Answered, "2") => new GatewayResult(call.Number, CallResult.CallBackLater, call.Id, WantsPerson: true),
            (VoiceStatus.Answered, "9") => new GatewayResult(call.Number, CallResult.Declined, call.Id),
            // Somebody who hangs up without pressing a key was not reached.
            (VoiceStatus.Answered or VoiceStatus.NoAnswer or VoiceStatus.Busy, _) => new GatewayResult(call.Number, CallResult.NoAnswer, call.Id),
            (VoiceStatus.WrongNumber, _) => new GatewayResult(call.Number, CallResult.WrongNumber, call.Id),
            _ => new GatewayResult(call.Number, null, call.Id),
        };
    }

    private static Marks? MarksOf(VoiceReport report)
    {
        var levels = OpinionQuestions.Select(question => report.Keys.GetValueOrDefault(question) switch
        {
            "1" => SatisfactionLevel.VeryDissatisfied,
            "2" => SatisfactionLevel.Dissatisfied,
            "3" => SatisfactionLevel.Satisfied,
            "4" => SatisfactionLevel.VerySatisfied,
            _ => (SatisfactionLevel?)null,
        }).ToArray();
        return levels is [{ } attitude, { } skill, { } punctuality, { } promises] ? new Marks(attitude, skill, punctuality, promises) : null;
    }
}
