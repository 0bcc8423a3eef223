using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Channels;

public static class ChannelsSetup
{
    /// <summary>The ways by which something leaves the service.</summary>
    public static IServiceCollection AddChannels(this IServiceCollection services)
    {
        services.AddSingleton<MailChannel>();
        services.AddSingleton<SignedPost>();
        services.AddOptions<MailSettings>().BindConfiguration(MailSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }
}
