using System.Globalization;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Registers;

/// <summary>The four registers a branch keeps, as pages to be printed (S3 ⑹-5 (六)), single letters out of them, and the repairs of a day.</summary>
public static class RegisterEndpoints
{
    public static IServiceCollection AddRegisters(this IServiceCollection services) => services.AddSingleton<RegisterBook>().AddSingleton<ReportPages>();

    /// <summary>
    /// <c>/registers/customer-file/c-…</c>, <c>/registers/call-record/c-…</c>, <c>/registers/call-list/b-…?from=2026-03-01&amp;to=2026-03-31</c>,
    /// <c>/registers/letter-list/b-…</c> likewise, <c>/registers/repairs/b-…?day=2026-03-01</c>, <c>/registers/day-report/b-…</c> likewise,
    /// <c>/registers/technician-report/b-…?technician=tech-…&amp;day=2026-03-01</c>, <c>/registers/period-report/pr-…</c>, <c>/registers/letter/k-…</c>. All ask for a log-in, and show what its account may see, in its language.
    /// </summary>
    public static void MapRegisters(this IEndpointRouteBuilder app)
    {
        var registers = app.MapGroup("/registers").RequireAuthorization();
        registers.MapGet("/customer-file/{id}", (HttpContext http, RegisterBook book, string id) =>
            Show(http, id, Permission.SeeCustomers, (caller, cancellation) => book.CustomerFile(id, caller, cancellation)));
        registers.MapGet("/call-record/{id}", (HttpContext http, RegisterBook book, string id) =>
            Show(http, id, Permission.SeeContacts, (caller, cancellation) => book.CallRecord(id, caller, cancellation)));
        registers.MapGet("/call-list/{id}", (HttpContext http, RegisterBook book, string id, AskedDay? from, AskedDay? to) =>
            Show(http, id, Permission.SeeContacts, (caller, cancellation) => book.CallList(id, from?.Day, to?.Day, caller, cancellation), ("from", from), ("to", to)));
        registers.MapGet("/letter-list/{id}", (HttpContext http, RegisterBook book, string id, AskedDay? from, AskedDay? to) =>
            Show(http, id, Permission.SeeContacts, (caller, cancellation) => book.LetterList(id, from?.Day, to?.Day, caller, cancellation), ("from", from), ("to", to)));
        registers.MapGet("/repairs/{id}", (HttpContext http, RegisterBook book, string id, AskedDay? day) =>
            Show(http, id, Permission.SeeTickets, (caller, cancellation) => book.Repairs(id, day?.Day, caller, cancellation), ("day", day)));
        registers.MapGet("/technician-report/{id}", (HttpContext http, ReportPages reports, string id, string? technician, AskedDay? day) =>
            Show(http, id, Permission.SeeReports, (caller, cancellation) => reports.OfTechnician(id, technician, day?.Day, caller.Holding(Permission.SeeReports), cancellation), ("day", day)));
        registers.MapGet("/day-report/{id}", (HttpContext http, ReportPages reports, string id, AskedDay? day) =>
            Show(http, id, Permission.SeeReports, (caller, cancellation) => reports.OfBranch(id, day?.Day, caller.Holding(Permission.SeeReports), cancellation), ("day", day)));
        registers.MapGet("/period-report/{id}", (HttpContext http, ReportPages reports, string id) =>
            Show(http, id, Permission.SeeReports, (caller, cancellation) => reports.OfPeriod(id, caller.Holding(Permission.SeeReports), cancellation)));
        registers.MapGet("/letter/{id}", async (HttpContext http, RegisterBook book, string id) =>
            http.User.ToCaller() is var caller && caller.May(Permission.SeeContacts) && await book.Posted(id, caller, http.RequestAborted) is { } letter
                ? letter.Print(http)
                : await Show(http, id, Permission.SeeContacts, (reader, cancellation) => book.Letter(id, reader, cancellation)));
    }

    private static async Task<IResult> Show(
        HttpContext http, string id, Permission needed, Func<Caller, CancellationToken, Task<RegisterPage?>> read, params (string Name, AskedDay? Asked)[] days)
    {
        var language = ReaderLanguage.Best([.. ReaderLanguage.ChosenIn(http.Request), http.User.ToCaller().Language]);
        var caller = http.User.ToCaller() with { Language = language };
        if (!caller.May(needed)) return Problem.Of(http, StatusCodes.Status403Forbidden, "AUTH_NOT_AUTHORIZED");
        if (days.FirstOrDefault(day => day.Asked is { IsWrong: true }).Name is { } wrong) return Problem.Of(http, StatusCodes.Status400BadRequest, InputInvalid.At(wrong, "NOT_A_DATE"));
        if (await read(caller, http.RequestAborted) is not { } page) return PrintedPage.Missing(http, language, id);
        return PrintedPage.Of(http, language, page.TitleIn(language), page.Body(language, http.Request.PathBase), page.Paper);
    }
}

/// <summary>A day in an address. Nothing given is no day asked for.</summary>
/// <param name="IsWrong">What is given is no day, and the page says so.</param>
internal readonly record struct AskedDay(DateOnly? Day, bool IsWrong)
{
    public static bool TryParse(string? text, IFormatProvider? _, out AskedDay asked)
    {
        var isDay = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        asked = new(isDay ? day : null, IsWrong: !isDay && !string.IsNullOrEmpty(text));
        return true;
    }
}
