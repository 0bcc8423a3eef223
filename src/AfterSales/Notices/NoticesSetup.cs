using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Notices;

public static class NoticesSetup
{
    /// <summary>What the company's own people are told; whoever has some told adds the <see cref="IWriteNotices"/> that writes it.</summary>
    public static IServiceCollection AddNotices(this IServiceCollection services) => services.AddSingleton<NoticeMail>();
}
