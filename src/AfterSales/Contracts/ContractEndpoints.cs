using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AfterSales.Contracts;

/// <summary>What of contracts is printed.</summary>
public static class ContractEndpoints
{
    /// <summary><c>GET /contracts/con-…/expiry-letter</c> gives the notice to whoever may see the contract, as a letter to be printed.</summary>
    public static void MapContracts(this IEndpointRouteBuilder app) => app.MapGet("/contracts/{id}/expiry-letter", Letter).RequireAuthorization();

    private static async Task<IResult> Letter(string id, HttpContext http, IGrainFactory grains, TimeProvider clock)
    {
        var caller = http.User.ToCaller();
        if (!caller.May(Permission.SeeContracts)) return Problem.Of(http, StatusCodes.Status403Forbidden, "AUTH_NOT_AUTHORIZED");
        var contract = RecordKey.IsWellFormed(IContractGrain.Prefix, id) ? await grains.GetGrain<IContractGrain>(id).Read(caller) : null;
        return contract is not null && await ExpiryLetter.Of(contract, grains, clock.GetUtcNow()) is { } letter
            ? new WindowLetter(letter.Language, letter.From, letter.To, letter.Day, contract.Number, letter.Title, letter.Paragraphs).Print(http)
            : PrintedPage.Missing(http, ReaderLanguage.Best([.. ReaderLanguage.ChosenIn(http.Request), caller.Language]), id);
    }
}
