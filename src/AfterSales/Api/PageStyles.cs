using Microsoft.AspNetCore.Routing;

namespace AfterSales.Api;

/// <summary>What pages load that are read without a log-in, or on paper.</summary>
public static class PageStyles
{
    public static void MapPageStyles(this IEndpointRouteBuilder app)
    {
        CustomerPage.MapStyle(app);
        PrintedPage.MapStyle(app);
    }
}
