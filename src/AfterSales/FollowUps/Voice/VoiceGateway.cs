using System.Text.Encodings.Web;
using System.Text.Json;
using AfterSales.Channels;
using AfterSales.Channels.Rules;
using AfterSales.FollowUps.Voice.Rules;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.FollowUps.Voice;

/// <summary>A question the gateway asks, and the keys that answer it.</summary>
public sealed record VoiceQuestion(string Id, IReadOnlyList<string> Keys);

/// <summary>A call as the gateway is asked to make it (the protocol: README.md).</summary>
/// <param name="Phone">E.164.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Script">Which step of the follow-up plan it is: the gateway knows its words.</param>
/// <param name="Branch">Who calls, to be spoken.</param>
public sealed record VoiceOrder(string CallId, string Phone, string Language, string Script, string Branch, IReadOnlyList<VoiceQuestion> Questions)
{
    public static IReadOnlyList<VoiceQuestion> QuestionsFor(bool askOpinion) =>
    [
        new(VoiceCallRules.Outcome, ["1", "2", "9"]),
        .. askOpinion ? VoiceCallRules.OpinionQuestions.Select(id => new VoiceQuestion(id, ["1", "2", "3", "4"])) : [],
    ];
}

/// <summary>The voice gateway as seen from here. Off by default: nothing is offered then, and people call.</summary>
public sealed partial class VoiceGateway(IOptions<VoiceSettings> settings, SignedPost post, ILogger<VoiceGateway> log)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool IsOn => settings.Value.GatewayUrl is not null;

    /// <summary>Never throws: a gateway that is down is an everyday thing.</summary>
    public async Task<Delivery> Offer(VoiceOrder order)
    {
        var set = settings.Value;
        if (set.GatewayUrl is null) return Delivery.Refused;
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new { order.CallId, order.Phone, order.Language, order.Script, order.Branch, order.Questions, ReportTo = Below(set.ReportUrl!, "voice/reports") }, Json);
        var answer = await post.Send(Below(set.GatewayUrl, "calls"), set.Secret, order.CallId, body, TimeSpan.FromSeconds(set.TimeoutSeconds), PostReach.Anywhere);
        if (answer.Status is { } status) LogAnswered(log, order.CallId, status);
        else LogDidNotAnswer(log, order.CallId, answer.Failure);
        return answer.Delivery;
    }

    private static Uri Below(Uri address, string path) => new(address.AbsoluteUri.TrimEnd('/') + "/" + path);
}
