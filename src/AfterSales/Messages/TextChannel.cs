using System.Text.Encodings.Web;
using System.Text.Json;
using AfterSales.Channels;
using AfterSales.Channels.Rules;
using Microsoft.Extensions.Options;

namespace AfterSales.Messages;

/// <summary>Text messages, handed to a program that knows a provider (the protocol: README.md). Off by default: people send by hand then.</summary>
public sealed class TextChannel(IOptions<TextSettings> settings, SignedPost post)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool IsOn => settings.Value.Url is not null;

    /// <summary>Never throws for what the other side does: one that is down is an everyday thing.</summary>
    /// <param name="id">The message's key: handed over twice, it is the same message.</param>
    /// <param name="phone">E.164.</param>
    public async Task<Delivery> Send(string id, Addressee to, string phone, WrittenMessage written)
    {
        var set = settings.Value;
        if (set.Url is not { } address) return Delivery.Refused;
        var body = JsonSerializer.SerializeToUtf8Bytes(new { Id = id, To = phone, to.Language, From = to.Branch, written.Text }, Json);
        return (await post.Send(address, set.Secret, id, body, TimeSpan.FromSeconds(set.TimeoutSeconds), PostReach.Anywhere)).Delivery;
    }
}
