using AfterSales.Records;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AfterSales.Files;

public static class FilesSetup
{
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddOptions<FilesOptions>().BindConfiguration(FilesOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FilesOptions>, FilesOptionsCheck>();
        services.AddSingleton<FileContents>();
        services.AddSingleton<FileOwners>();
        services.AddSingleton<AttachingFiles>();
        services.AddSingleton<FileUpload>();
        services.AddSingleton<FileDownload>();
        services.AddSingleton<ISweepPart, LeftContents>();
        services.TryAddSingleton<IFileScanner>(provider => provider.GetRequiredService<IOptions<FilesOptions>>().Value.ClamdAddress is var (host, port)
            ? new ClamdScanner(host, port, TimeProvider.System)
            : new NoScanner());
        return services;
    }
}
