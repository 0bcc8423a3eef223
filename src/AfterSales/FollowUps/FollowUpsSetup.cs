using AfterSales.FollowUps.Voice;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.FollowUps;

public static class FollowUpsSetup
{
    /// <summary>The calls and the voice gateway; what a script says of a ticket, the tickets' own capability adds.</summary>
    public static IServiceCollection AddFollowUps(this IServiceCollection services)
    {
        services.AddSingleton<CallDesk>();
        services.AddSingleton<FollowUpFiles>();
        services.AddSingleton<VoiceGateway>();
        services.AddOptions<VoiceSettings>().BindConfiguration(VoiceSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }
}
