using AfterSales.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AfterSales.Messages;

public static class MessagesSetup
{
    /// <summary>Messages to customers; whoever has some sent adds the <see cref="IWriteMessages"/> that writes them.</summary>
    public static IServiceCollection AddMessages(this IServiceCollection services)
    {
        services.AddSingleton<MessageWriters>();
        services.AddSingleton<TextChannel>();
        services.AddSingleton<CustomerWays>();
        services.AddOptions<TextSettings>().BindConfiguration(TextSettings.Section).ValidateDataAnnotations()
            .Validate<IOptions<MailSettings>>((texts, mail) => texts.Url is null || mail.Value.LinkUrl is not null,
                "Mail:LinkUrl is missing: text messages hold links too, so set this service's address as customers reach it, such as https://service.example.com.")
            .ValidateOnStart();
        return services;
    }
}
