using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Surveys;
using AfterSales.Surveys.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.AspNetCore.DataProtection;

namespace AfterSales.Tests.Tickets;

public sealed class TicketLinksTests
{
    private static readonly DateTimeOffset Expires = new(2099, 3, 10, 2, 0, 0, TimeSpan.Zero);

    private static readonly CustomerLink Given = new(7, Expires.AddDays(-60), Expires, null);

    private readonly VirtualClock _clock = new(TimeProvider.System, isHeld: true);

    private readonly EphemeralDataProtectionProvider _keys = new();

    private TicketLinks Links => new(_keys, _clock);

    [Fact]
    public void A_link_tells_its_ticket_and_number_until_it_expires()
    {
        var link = Link();
        Assert.Equal(new SignedLink("t-1", 7), Links.Read(link));
        _clock.MoveTo(Expires);
        Assert.Null(Links.Read(link));
        Assert.Null(Links.PathOf("t-1", Given));
    }

    [Fact]
    public void A_link_that_was_taken_back_is_made_no_more() => Assert.Null(Links.PathOf("t-1", Given with { TakenBackAt = Expires.AddDays(-3) }));

    [Fact]
    public void A_link_that_was_changed_or_is_for_something_else_leads_nowhere()
    {
        var link = Link();
        for (var i = 0; i < link.Length; i += 5)
            Assert.Null(Links.Read(link[..i] + (link[i] == 'A' ? 'B' : 'A') + link[(i + 1)..]));
        var card = new SurveyLinks(_keys, _clock).LinkOf(new SurveyCard { Id = "sv-1", State = SurveyState.Invited, ExpiresAt = Expires })!;
        Assert.Null(Links.Read(card));
        Assert.Null(new SurveyLinks(_keys, _clock).CardOf(link));
    }

    private string Link() => Links.PathOf("t-1", Given)!["/ticket/".Length..];
}
