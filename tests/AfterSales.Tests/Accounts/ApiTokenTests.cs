using AfterSales.Accounts;

namespace AfterSales.Tests.Accounts;

public sealed class ApiTokenTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly Account Owner = new() { SecurityStamp = "stamp" };
    private static readonly ApiToken Token = new() { SecurityStamp = "stamp", CreatedAt = Now, ExpiresAt = Now.AddDays(1) };

    [Fact]
    public void A_token_opens_until_the_instant_it_expires()
    {
        Assert.True(Token.Opens(Owner, Now.AddDays(1).AddMilliseconds(-1)));
        Assert.False(Token.Opens(Owner, Now.AddDays(1)));
    }

    [Fact]
    public void A_revoked_token_opens_nothing() =>
        Assert.False(new ApiToken { SecurityStamp = "stamp", ExpiresAt = Now.AddDays(1), RevokedAt = Now }.Opens(Owner, Now));

    [Fact]
    public void A_token_made_before_a_new_password_opens_nothing() =>
        Assert.False(Token.Opens(new Account { SecurityStamp = "another" }, Now));

    [Fact]
    public void A_token_of_a_disabled_account_opens_nothing() =>
        Assert.False(Token.Opens(new Account { SecurityStamp = "stamp", DisabledAt = Now }, Now));

    [Fact]
    public void A_token_opens_while_wrong_passwords_lock_its_owners_log_in()
    {
        Assert.True(Token.Opens(new Account { SecurityStamp = "stamp", LockoutEnd = Now.AddMinutes(15) }, Now));
    }

    [Fact]
    public void Secrets_are_long_marked_and_never_the_same()
    {
        var secrets = Enumerable.Range(0, 100).Select(_ => ApiToken.NewSecret()).ToList();
        Assert.All(secrets, s => Assert.Matches("^as_[A-Za-z0-9_-]{43}$", s));
        Assert.Equal(100, secrets.Distinct().Count());
    }
}
