using System.ComponentModel.DataAnnotations;
using System.Net;
using AfterSales.Channels;

namespace AfterSales.Webhooks;

/// <summary>Where events may be sent (section <c>Webhooks</c>). Who registers addresses need not be who runs the service.</summary>
public sealed class WebhookSettings
{
    public const string Section = "Webhooks";

    /// <summary>Also to this machine, there without encryption too: to try a receiver out.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>Also into the networks that are not the internet's: an office's, a cluster's, a cloud's own.</summary>
    public bool AllowPrivateNetworks { get; set; }

    /// <summary>A delivery waits for the receiver within its own turn, which Orleans ends after half a minute.</summary>
    [Range(1, 25)]
    public int TimeoutSeconds { get; set; } = 10;

    public PostReach Reach => AllowPrivateNetworks ? PostReach.Anywhere : AllowLoopback ? PostReach.InternetAndLoopback : PostReach.Internet;
}

/// <summary>What an address for events may look like. Where its name leads is looked at when something is sent.</summary>
public static class WebhookUrl
{
    private const int Longest = 1000;

    /// <summary>The code of what is wrong with it; null: nothing is.</summary>
    public static string? IssueOf(string url, WebhookSettings settings)
    {
        if (url.Length > Longest) return "TOO_LONG";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Host.Length == 0 || address.UserInfo.Length > 0 || address.Fragment.Length > 0) return "URL_INVALID";
        var isLoopback = settings.AllowLoopback && address.IsLoopback;
        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && isLoopback)) return "HTTPS_REQUIRED";
        var isAllowed = isLoopback || settings.AllowPrivateNetworks
            || !(address.IsLoopback || (IPAddress.TryParse(address.DnsSafeHost, out var literal) && !SignedPost.Allows(settings.Reach, literal)));
        return isAllowed ? null : "ADDRESS_NOT_ALLOWED";
    }
}
