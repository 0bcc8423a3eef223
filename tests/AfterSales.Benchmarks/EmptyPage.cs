using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Benchmarks;

/// <summary>What the console is compared with: a Blazor page of the server with one button and nothing else. It tells its memory as <see cref="MeasuredService"/> does.</summary>
internal static class EmptyPage
{
    public const string Command = "empty-page";

    /// <param name="published">Where the service was published to: the framework's own script is among its files.</param>
    public static async Task<int> Run(string url, string published)
    {
        MeasuredService.TellMemory();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = published, EnvironmentName = "Staging" });
        builder.WebHost.UseUrls(url);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        var app = builder.Build();
        app.UseAntiforgery();
        app.MapStaticAssets(Path.Combine(published, "AfterSales.Host.staticwebassets.endpoints.json"));
        app.MapRazorComponents<Root>().AddInteractiveServerRenderMode();
        app.MapGet("/", () => new RazorComponentResult<Root>());
        app.MapGet("/health/ready", () => "Healthy");
        await app.RunAsync();
        return 0;
    }

    internal sealed class Root : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.AddMarkupContent(0, "<!DOCTYPE html>");
            builder.OpenElement(1, "html");
            builder.AddMarkupContent(2, "<head><base href=\"/\" /><title>Empty</title></head>");
            builder.OpenElement(3, "body");
            builder.OpenComponent<OneButton>(4);
            builder.AddComponentRenderMode(RenderMode.InteractiveServer);
            builder.CloseComponent();
            builder.AddMarkupContent(5, "<script src=\"_framework/blazor.web.js\"></script>");
            builder.CloseElement();
            builder.CloseElement();
        }
    }

    internal sealed class OneButton : ComponentBase
    {
        private bool _isPressed;

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "button");
            builder.AddAttribute(1, "aria-pressed", _isPressed ? "true" : "false");
            builder.AddAttribute(2, "onclick", EventCallback.Factory.Create(this, () => _isPressed = true));
            builder.AddContent(3, "Press");
            builder.CloseElement();
        }
    }
}
