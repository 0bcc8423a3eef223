using System.Security.Claims;
using AfterSales.Access;
using CsCheck;

namespace AfterSales.Tests.Access;

public sealed class CallerClaimsTests
{
    private static readonly Gen<Assignment> Held =
        Gen.Select(Gen.Enum<Role>(), Gen.OneOf("b-1", "d-1", "b-odd@place", Assignment.Headquarters), (role, place) => new Assignment(role, place));

    [Fact]
    public void A_caller_comes_back_from_his_claims_unchanged() =>
        Gen.Select(Held.Array[0, 4], Gen.OneOf<string?>(null, "tech-1"), Gen.OneOf("en", "zh-CN", "es")).Sample((held, technician, language) =>
        {
            var caller = LoggedIn("a-1", CallerClaims.ToClaims(held, technician, language)).ToCaller();
            Assert.Equal(("a-1", technician, language), (caller.Account, caller.Technician, caller.Language));
            Assert.Equal(held, caller.Assignments);
        });

    [Theory]
    [InlineData("system")]
    [InlineData("")]
    public void Nobody_can_claim_to_be_the_system(string account)
    {
        var caller = LoggedIn(account, []).ToCaller();
        Assert.False(caller.IsSystem);
        Assert.False(caller.IsKnown);
    }

    [Fact]
    public void The_system_is_not_made_from_an_account_of_that_name_with_roles()
    {
        var caller = LoggedIn("system", CallerClaims.ToClaims([new Assignment(Role.Administrator, Assignment.Headquarters)], null, "en")).ToCaller();
        Assert.Same(Caller.Nobody, caller);
    }

    [Fact]
    public void Claims_without_a_log_in_count_for_nothing()
    {
        var claims = CallerClaims.ToClaims([new Assignment(Role.Administrator, Assignment.Headquarters)], null, "en");
        var stranger = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "a-1"), .. claims]));
        Assert.Same(Caller.Nobody, stranger.ToCaller());
    }

    [Theory]
    [InlineData("Emperor@headquarters")]
    [InlineData("15@headquarters")]
    [InlineData("99@headquarters")]
    [InlineData("Administrator")]
    public void A_role_that_does_not_exist_is_not_held(string assignment)
    {
        var genuine = CallerClaims.ToClaims([new Assignment(Role.Dealer, "d-1")], null, "en").First();
        Assert.Empty(LoggedIn("a-1", [new Claim(genuine.Type, assignment)]).ToCaller().Assignments);
    }

    private static ClaimsPrincipal LoggedIn(string account, IEnumerable<Claim> claims) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, account), .. claims], "test"));
}
