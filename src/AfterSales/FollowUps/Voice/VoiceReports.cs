using System.Collections.Immutable;
using System.Text.Json;
using AfterSales.Access;
using AfterSales.Channels;
using AfterSales.FollowUps.Voice.Rules;
using AfterSales.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using NoSuchCall = Microsoft.AspNetCore.Http.HttpResults.NotFound;

namespace AfterSales.FollowUps.Voice;

/// <summary>Where the gateway reports (the protocol: README.md). Nobody logs in: the signature says who speaks.</summary>
public static class VoiceReports
{
    private const int LongestBody = 16 * 1024;
    private const int MostKeys = 20;

    public static void MapVoiceReports(this IEndpointRouteBuilder app) =>
        app.MapPost("/voice/reports", Report).AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(LongestBody));

    private static async Task<Results<Ok, UnauthorizedHttpResult, BadRequest, NoSuchCall, StatusCodeHttpResult>> Report(
        HttpContext http, IGrainFactory grains, IOptions<VoiceSettings> settings)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var bytes = body.ToArray();
        // The gateway is a machine outside, so its clock is compared with the real one, also in a demo company.
        if (settings.Value.GatewayUrl is null
            || !MessageSignature.IsValid(http.Request.Headers[MessageSignature.Header], settings.Value.Secret, bytes, TimeProvider.System.GetUtcNow()))
            return TypedResults.Unauthorized();
        if (Read(bytes) is not var (callId, report)) return TypedResults.BadRequest();
        var answer = await grains.GetGrain<IVoiceCallGrain>(callId).Report(new Intent<VoiceReport>(report, Caller.System, Cause: "voice gateway"));
        return answer.Refusal switch
        {
            null => TypedResults.Ok(),
            Records.NotFound => TypedResults.NotFound(),
            _ => TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable),
        };
    }

    /// <summary>Null for what is no report.</summary>
    private static (string CallId, VoiceReport Report)? Read(byte[] body)
    {
        try
        {
            var report = JsonSerializer.Deserialize<ReportBody>(body, VoiceGateway.Json);
            if (report is not { CallId: { } callId, Status: { } status } || !RecordKey.IsWellFormed(IVoiceCallGrain.Prefix, callId)) return null;
            var keys = report.Keys ?? [];
            if (keys.Count > MostKeys || keys.Any(key => key.Key.Length is 0 or > 40 || key.Value is not { Length: 1 } || !IsKey(key.Value[0]) || key.Key.Any(char.IsControl)))
                return null;
            VoiceStatus? known = status switch
            {
                "answered" => VoiceStatus.Answered,
                "no_answer" => VoiceStatus.NoAnswer,
                "busy" => VoiceStatus.Busy,
                "wrong_number" => VoiceStatus.WrongNumber,
                "failed" => VoiceStatus.Failed,
                _ => null,
            };
            return known is { } named ? (callId, new VoiceReport(named, keys.ToImmutableSortedDictionary(StringComparer.Ordinal))) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsKey(char key) => char.IsAsciiDigit(key) || key is '*' or '#';

    private sealed record ReportBody(string? CallId, string? Status, Dictionary<string, string>? Keys);
}
