using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Technicians;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Tickets;

/// <summary>Where the secret link to a technician's calendar leads. Nobody logs in: whoever has the link reads his visits, and nothing else. Asked too often it answers 429.</summary>
public static class TechnicianFeedEndpoints
{
    /// <summary><c>GET /technicians/tech-…/calendar/….ics</c>; whatever is no link, or one no more, is not found.</summary>
    public static void MapTechnicianFeeds(this IEndpointRouteBuilder app) => app.MapGet("/technicians/{id}/calendar/{link}", Feed).AllowAnonymous()
        .AddEndpointFilter(app.ServiceProvider.GetRequiredService<LinkRate>());

    private static async Task<IResult> Feed(string id, string link, HttpContext http, IGrainFactory grains, CalendarFeedLinks links, TechnicianFeed feed)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        if (!RecordKey.IsWellFormed(ITechnicianGrain.Prefix, id) || await grains.GetGrain<ITechnicianGrain>(id).Read(Caller.System) is not { } technician
            || !links.Opens(technician, link)) return TypedResults.NotFound();
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Text(await feed.Of(technician, http.RequestAborted), "text/calendar; charset=utf-8");
    }
}
